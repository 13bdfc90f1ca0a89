#include "core/measure/measure.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/measure/claims.hpp"
#include "tests/catch.hpp"

namespace {

using namespace baton;

Turn turn_of_kind(Role role, TurnKind kind, std::string text, std::string tool = {}) {
  Turn turn;
  turn.role = role;
  turn.kind = kind;
  turn.text = std::move(text);
  turn.tool = std::move(tool);
  turn.typed = role == Role::user;
  return turn;
}

std::vector<Turn> small_session() {
  std::vector<Turn> turns;
  const auto add = [&](Turn turn) { turns.push_back(std::move(turn)); };
  add(turn_of_kind(Role::user, TurnKind::text, "Please never commit generated fixture files."));
  add(turn_of_kind(Role::assistant, TurnKind::text,
                   "We'll use a bounded queue instead of unlimited buffering. Tests follow."));
  add(turn_of_kind(Role::assistant, TurnKind::tool_call,
                   R"({"file_path":"/src/engine/queue/bounded.cpp","old_string":"a"})", "Edit"));
  Turn call = turn_of_kind(Role::assistant, TurnKind::tool_call,
                           R"({"command":"cd /src/engine && make test_queue"})", "Bash");
  call.uid = "c1";
  add(std::move(call));
  Turn result = turn_of_kind(Role::tool, TurnKind::tool_result,
                             "queue_test.cpp: error: overflow counter mismatch detected", "Bash");
  result.uid = "c1:result";
  result.failed = true;
  add(std::move(result));
  add(turn_of_kind(
      Role::assistant, TurnKind::tool_call,
      R"({"todos":[{"content":"Repair overflow counter arithmetic","status":"pending"},)"
      R"({"content":"Write queue","status":"completed"}]})",
      "TodoWrite"));
  add(turn_of_kind(Role::assistant, TurnKind::text,
                   "Commit 3f2a9c1 stands on main. Now 187 tests pass and 3 failures remain."));
  return turns;
}

Measure measure_of(const std::vector<Turn>& turns) {
  Measure measure;
  int number = 0;
  for (const Turn& turn : turns) measure.add(turn, ++number);
  return measure;
}

std::string whole(const std::vector<Turn>& turns) {
  std::string text;
  for (const Turn& turn : turns) text += turn.text + "\n";
  return text;
}

bool has_fact(const Measure& measure, FactKind kind) {
  const auto facts = measure.facts();
  return std::any_of(facts.begin(), facts.end(),
                     [&](const SalientFact& fact) { return fact.kind == kind; });
}

TEST_CASE("A session's salient facts are of every kind that it shows", "[measure]") {
  const Measure measure = measure_of(small_session());
  for (const FactKind kind : {FactKind::path, FactKind::command, FactKind::error, FactKind::wish,
                              FactKind::decision, FactKind::step, FactKind::number})
    CHECK(has_fact(measure, kind));
}

TEST_CASE("The whole transcript keeps all and an empty text nothing", "[measure]") {
  const std::vector<Turn> turns = small_session();
  const Measure measure = measure_of(turns);
  const Measurement all = measure.of(whole(turns));
  CHECK(all.preservation > 0.99);
  CHECK(all.groundedness == 1);
  CHECK(all.lost.empty());
  const Measurement none = measure.of("");
  CHECK(none.preservation == 0);
  CHECK(none.groundedness == 0);
  CHECK(none.tokens == 0);
}

TEST_CASE("Each line taken away keeps no more, and some less", "[measure]") {
  const std::vector<Turn> turns = small_session();
  const Measure measure = measure_of(turns);
  const std::string text = whole(turns);
  const double full = measure.of(text).preservation;
  const auto lines = lines_of(text);
  int lower = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto fewer = lines;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    const double rest = measure.of(joined_lines(fewer)).preservation;
    CHECK(rest <= full);
    lower += rest < full;
  }
  CHECK(lower >= 6);
}

TEST_CASE("The order of lines does not matter", "[measure]") {
  const std::vector<Turn> turns = small_session();
  const Measure measure = measure_of(turns);
  const std::string text = whole(turns);
  auto lines = lines_of(text);
  const Measurement forward = measure.of(joined_lines(lines));
  std::reverse(lines.begin(), lines.end());
  const Measurement backward = measure.of(joined_lines(lines));
  CHECK(forward.preservation == backward.preservation);
  CHECK(forward.groundedness == backward.groundedness);
}

TEST_CASE("What the session does not hold is not grounded", "[measure]") {
  Measure measure = measure_of(small_session());
  const std::string text = "- queue/bounded.cpp, commit 3f2a9c1, `make test_queue`\n";
  CHECK(measure.of(text).groundedness == 1);
  for (const char* invented :
       {"queue/unbounded.cpp", "bounded/queue.cpp", "commit 4e5d6f7", "`make bench_queue`"}) {
    const Measurement made = measure.of(text + invented);
    CHECK(made.groundedness < 1);
    CHECK(made.ungrounded.size() >= 1);
  }
  measure.know("4e5d6f7");
  CHECK(measure.of(text + "commit 4e5d6f7").groundedness == 1);
}

TEST_CASE("A failure that a later success answers weighs little", "[measure]") {
  std::vector<Turn> turns = small_session();
  Turn call = turns[3];
  call.uid = "c2";
  Turn result = turns[4];
  result.uid = "c2:result";
  result.failed = false;
  result.text = "ok";
  const auto weight = [](const Measure& measure) {
    for (const SalientFact& fact : measure.facts())
      if (fact.kind == FactKind::error) return fact.weight;
    return 0.0;
  };
  const double open = weight(measure_of(turns));
  turns.push_back(std::move(call));
  turns.push_back(std::move(result));
  CHECK(weight(measure_of(turns)) < open / 4);
}

TEST_CASE("A file that was removed is no fact", "[measure]") {
  std::vector<Turn> turns = small_session();
  CHECK(has_fact(measure_of(turns), FactKind::path));
  turns.push_back(turn_of_kind(Role::assistant, TurnKind::tool_call,
                               R"({"command":"cd /src && rm -r engine/queue"})", "Bash"));
  CHECK_FALSE(has_fact(measure_of(turns), FactKind::path));
}

TEST_CASE("References to turns, alternatives and cut words are no claims", "[measure]") {
  CHECK(measure::claims_of("12:758 and/or a/b https://x.org/a core/base/lo…").empty());
  CHECK(measure::claims_of("core/base/text.hpp:12").front().text == "core/base/text.hpp");
}

}  // namespace
