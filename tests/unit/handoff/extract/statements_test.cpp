#include "core/handoff/extract/counts.hpp"
#include "core/handoff/extract/facts.hpp"
#include "core/handoff/extract/seen_values.hpp"
#include "core/handoff/extract/units.hpp"
#include "core/handoff/extract/words.hpp"
#include "tests/catch.hpp"

namespace baton {
namespace {

TEST_CASE("sentences end where they end") {
  const auto check = [](const char* text, std::vector<std::string_view> expected) {
    CAPTURE(text);
    CHECK(sentences_of(text) == expected);
  };
  check("One. Two! Three?", {"One.", "Two!", "Three?"});
  check("See `a. b` e.g. here. Done.", {"See `a. b` e.g. here.", "Done."});
  check("Version 1.2.3 of a.cpp is out.", {"Version 1.2.3 of a.cpp is out."});
  check("", {});
}

TEST_CASE("a message falls into entries, rows and sentences under their headings") {
  const std::vector<Unit> units = units_of(
      "Intro.\n\n## Changes\n\n- one\n  - inner\n- two\n\n| a | b |\n|---|---|\n| x | y |\n\n"
      "```\ncode. code.\n```\nMissing:\n- last",
      50);
  REQUIRE(units.size() == 5);
  CHECK(units[0].text == "Intro.");
  CHECK(units[1].text == "one; inner");
  CHECK(units[1].heading == "Changes");
  CHECK(units[3].text == "x: y");
  CHECK(units[3].kind == Unit::Kind::row);
  CHECK(units[4].heading == "Missing");
}

TEST_CASE("statements are told apart") {
  struct Case {
    const char* text;
    FactKind kind;
  };
  const Case cases[] = {
      {"Let me run the tests.", FactKind::talk},
      {"The application is production-ready with 3 modules.", FactKind::talk},
      {"All 202 tests pass.", FactKind::state},
      {"I moved `parse()` into reader.cpp.", FactKind::done},
      {"Let me drop the Redis cache and keep a map instead.", FactKind::decision},
      {"We always mask secrets before `store()`.", FactKind::decision},
      {"The `split()` call fails on an empty string.", FactKind::failure},
      {"Should I push it?", FactKind::question},
      {"The PUT endpoint was inferred, not documented.", FactKind::question},
      {"The deployment is blocked by the missing DNS entry.", FactKind::blocker},
      {"I can see that `User` only has an id.", FactKind::finding},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    CHECK(kind_of({Unit::Kind::sentence, one.text, {}}) == one.kind);
  }
}

TEST_CASE("entries follow their heading") {
  const auto kind = [](const char* heading) {
    return kind_of({Unit::Kind::entry, "wire the cache into `router.cpp`", heading});
  };
  CHECK(kind("Next steps") == FactKind::next);
  CHECK(kind("What's missing") == FactKind::missing);
  CHECK(kind("Known issues") == FactKind::failure);
  CHECK(kind("Changes") == FactKind::done);
}

TEST_CASE("lists become one statement with their label") {
  const std::vector<Fact> facts =
      facts_of("Perfect! The rules:\n- always call `a`\n- never call `b`", 4, Lists::joined);
  REQUIRE(facts.size() == 1);
  CHECK(facts[0].text == "The rules: always call `a`; never call `b`");
  CHECK(facts[0].turn == 4);
}

TEST_CASE("counts are read with their nouns") {
  const std::vector<Count> counts = counts_in("187 tests, **94% coverage**, 6+ tool modules, v2.1");
  REQUIRE(counts.size() == 3);
  CHECK(counts[0].noun == "test");
  CHECK(counts[0].number == "187");
  CHECK(counts[1].number == "94");
  CHECK(counts[2].noun == counts_in("3 modules").front().noun);
}

TEST_CASE("what outputs showed contradicts what was said") {
  SeenValues seen;
  seen.read("▲ Next.js 15.5.2\n- Local: http://localhost:3000\n\"react\": \"19.1.0\"");
  CHECK(seen.contradiction("built on Next.js 14") ==
        "Next.js 14 was said, 15.5.2 was seen in an output");
  CHECK(seen.contradiction("uses React 19").empty());
  CHECK(seen.contradiction("open localhost:3001") == "port 3001 was said, port 3000 was seen");
  CHECK(seen.contradiction("Phase 2 of Vue 3").empty());
  CHECK(seen.contradiction("Lucide React: ^0.542.0").empty());
  CHECK(seen.contradiction("upgraded from Next.js 14").empty());
}

TEST_CASE("a bag of words knows what it covers") {
  WordBag bag;
  bag.add("Added the SLO tools to the server, with tests");
  CHECK(bag.covers("add SLO tools") == 1.0);
  CHECK(bag.covers("write the billing report") == 0.0);
  CHECK(bag.covers("") == 0.0);
}

TEST_CASE("cues count as whole words") {
  constexpr std::string_view kCues[] = {"fail", "pass*"};
  CHECK(has_cue("it may fail.", kCues));
  CHECK_FALSE(has_cue("the failure", kCues));
  CHECK(has_cue("all passed", kCues));
}

}  // namespace
}  // namespace baton
