#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/handoff/handoff.hpp"
#include "core/handoff/one_line.hpp"
#include "core/handoff/sections.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/random_handoff.hpp"

namespace baton {
namespace {

Handoff small() {
  Handoff handoff;
  handoff.project = "compass";
  handoff.session_number = 12;
  handoff.goal = {"Write the README", "unfinished", 12, 758};
  handoff.branch = "main";
  handoff.commit = "a1b2c3d";
  handoff.last_test = {"npm test", "187 passed", false, 12, 741};
  handoff.next = {{"README: the install section", "", 12, 760}};
  handoff.failed_approaches = {{"TypeScript", "stopped by the user", 12, 98}};
  handoff.blockers = {{"No access to the registry", "", 12, 99}};
  return handoff;
}

TEST_CASE("the first screen says goal, state, next, don't and what blocks") {
  const std::string document = render_markdown(small());
  CHECK(contains(document, "GOAL     Write the README (12:758): unfinished\n"));
  CHECK(contains(document, "NOW      a1b2c3d on main; tests: 187 passed (12:741)\n"));
  CHECK(contains(document, "NEXT     README: the install section (12:760)\n"));
  CHECK(contains(document, "DON'T    TypeScript — stopped by the user (12:98)\n"));
  CHECK(contains(document, "BLOCKED  No access to the registry (12:99)\n"));
}

TEST_CASE("empty sections are not rendered") {
  const std::string document = render_markdown(small());
  CHECK(contains(document, "## Next steps"));
  CHECK_FALSE(contains(document, "## Decisions"));
  CHECK_FALSE(contains(document, "## Notes"));
}

TEST_CASE("a prompt keeps within its budget, whatever the handoff") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    RandomHandoff random(seed);
    const Handoff handoff = random.next();
    const int budget = 50 + random.below(900);
    const std::string prompt = render_prompt(handoff, budget);
    CAPTURE(seed, budget, prompt);
    CHECK(count_tokens(prompt) <= static_cast<std::size_t>(budget));
  }
}

TEST_CASE("where room is short the most important stays") {
  Handoff handoff = small();
  for (int i = 0; i < 400; ++i)
    handoff.notes.push_back({"Note number " + std::to_string(i) + " about the parser", "", 12, i});
  handoff.questions = {{"Which port?", "", 12, 5}};
  const std::string prompt = render_prompt(handoff, 400);
  CHECK(contains(prompt, "Which port?"));
  CHECK(contains(prompt, "README: the install section"));
  CHECK(contains(prompt, "Note number 0 "));
  CHECK_FALSE(contains(prompt, "Note number 399 "));
}

TEST_CASE("a prompt is a record, not an order") {
  CHECK(contains(render_prompt(small()), "not orders"));
}

TEST_CASE("JSON has every field") {
  const auto json = parse_json(render_json(small()));
  REQUIRE(json);
  CHECK(json->value("project", "") == "compass");
  CHECK(json->value("session_number", 0) == 12);
  for (const char* field : {"goal", "requests", "last_test", "state", "next", "other", "notes"})
    CHECK(json->contains(field));
  for (const ItemSection& section : kItemSections) CHECK(json->contains(section.name));
  for (const ItemSection& section : kLaterSections) CHECK(json->contains(section.name));
  for (const PathSection& section : kPathSections) CHECK(json->contains(section.name));
}

TEST_CASE("JSON tells an item's fields, its age and that it was only suggested") {
  Handoff handoff = small();
  handoff.next[0].last_session = 14;
  handoff.next[0].suggested = true;
  handoff.next[0].fields = {{"time", "30 min"}};
  const auto json = parse_json(render_json(handoff));
  REQUIRE(json);
  const Json& step = (*json)["next"][0];
  CHECK(step["last_session"] == 14);
  CHECK(step["suggested"] == true);
  CHECK(step["fields"][0] == Json{{"name", "time"}, {"value", "30 min"}});
}

TEST_CASE("a prompt tells a step's fields and the checks to run") {
  Handoff handoff = small();
  handoff.next[0].fields = {{"time", "30 min"}, {"file", "README.md"}};
  handoff.preflight = {{"npm ci", "no errors", false, 0, 0}};
  handoff.services = {{"PostgreSQL", "", 0, 0, 0, false, {{"port", "5432"}}}};
  handoff.message = "Look at the queue first.";
  const std::string prompt = render_prompt(handoff);
  CHECK(contains(prompt, "; time: 30 min; file: README.md (12:760)"));
  CHECK(contains(prompt, "- `npm ci` — no errors"));
  CHECK(contains(prompt, "- PostgreSQL; port: 5432"));
  CHECK(contains(prompt, "> Look at the queue first."));
}

TEST_CASE("lines are cut after a sentence or a word") {
  CHECK(one_line("one  two\nthree", 40) == "one two three");
  CHECK(one_line("alpha beta gamma", 12) == "alpha beta…");
  CHECK(one_line("use `parse_the_thing` now", 16) == "use…");
  CHECK(one_line("日本語のテキスト", 5) == "日本語の…");
  CHECK(one_line("First is done. Second", 16) == "First is done.…");
}

}  // namespace
}  // namespace baton
