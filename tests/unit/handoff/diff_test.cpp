#include "core/handoff/diff.hpp"

#include <algorithm>
#include <map>

#include "core/handoff/likeness.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/random_handoff.hpp"

namespace baton {
namespace {

Handoff numbered(int session) {
  Handoff handoff;
  handoff.session_number = session;
  return handoff;
}

/// "next kept: text" for each change.
std::vector<std::string> told(const HandoffDiff& diff) {
  std::vector<std::string> lines;
  for (const HandoffChange& change : diff.changes)
    lines.push_back(change.section + ' ' + std::string(word_of(change.kind)) + ": " + change.text);
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("steps are done, new, still open or dropped") {
  Handoff before = numbered(3);
  before.next = {{"write the parser", "", 1, 5}, {"measure the hit rate", ""}, {"buy a boat", ""}};
  Handoff after = numbered(4);
  after.next = {{"Measure the hit rate.", ""}, {"deploy to staging", ""}};
  after.accomplished = {{"wrote the parser", "commit 4be1290"}};
  const HandoffDiff found = diff(before, after);
  CHECK(told(found) == Lines{"next kept: Measure the hit rate.", "next added: deploy to staging",
                             "next removed: buy a boat", "accomplished moved: wrote the parser"});
  CHECK(found.changes[0].since == 3);
  CHECK(found.changes[0].age == 1);
  CHECK(found.changes[1].age == 0);
  CHECK(found.changes[3].from == "next");
  CHECK(found.changes[3].before == "write the parser");
}

TEST_CASE("a step's age counts from the session that it is from") {
  Handoff before = numbered(8);
  before.next = {{"write the parser", "", 2, 5}};
  Handoff after = numbered(9);
  after.next = {{"write the parser", "", 2, 5}};
  CHECK(diff(before, after).changes.at(0).age == 7);
}

TEST_CASE("what was done is told once, even in two wordings") {
  Handoff before = numbered(1);
  before.next = {{"write the tide parser", ""}};
  Handoff after = numbered(2);
  after.accomplished = {{"write the tide parser", "open before, done since"},
                        {"wrote the tide parser", ""}};
  CHECK(told(diff(before, after)) == Lines{"accomplished moved: write the tide parser"});
}

TEST_CASE("blockers are resolved, new or still there") {
  Handoff before = numbered(1);
  before.blockers = {{"no access to the metrics", ""}, {"the registry is down", ""}};
  Handoff after = numbered(2);
  after.blockers = {{"the registry is down", ""}, {"no licence key", ""}};
  CHECK(told(diff(before, after)) == Lines{"blockers kept: the registry is down",
                                           "blockers added: no licence key",
                                           "blockers removed: no access to the metrics"});
}

TEST_CASE("a decision is superseded by one that names it, and fails as an approach") {
  Handoff before = numbered(1);
  before.decisions = {{"Store everything in SQLite", ""}, {"Use long polling for events", ""}};
  Handoff after = numbered(2);
  after.decisions = {{"Store everything in SQLite", ""},
                     {"Use Postgres instead of SQLite because of the writers", ""},
                     {"Keep the feed because it is small", ""}};
  after.failed_approaches = {{"Use long polling for events", "the proxy cuts it"}};
  const HandoffDiff found = diff(before, after);
  CHECK(told(found) ==
        Lines{"decisions changed: Use Postgres instead of SQLite because of the writers",
              "decisions added: Keep the feed because it is small",
              "failed_approaches moved: Use long polling for events"});
  CHECK(found.changes[0].before == "Store everything in SQLite");
}

TEST_CASE("goal, tests, commit and paths are compared by value") {
  Handoff before = numbered(1);
  before.goal = {"Read the feed", "unfinished"};
  before.last_test = {"npm test", "3 failed", true};
  before.created = {"a.ts"};
  before.uncommitted = {"a.ts", "b.ts"};
  Handoff after = numbered(2);
  after.goal = {"Send alerts", "finished"};
  after.next = {{"Read the feed", "goal of the session before, unfinished"}};
  after.last_test = {"npm test", "9 passed"};
  after.modified = {"a.ts", "c.ts"};
  after.deleted = {"a.ts"};
  after.uncommitted = {"b.ts"};
  const HandoffDiff found = diff(before, after);
  CHECK(told(found) == Lines{"goal changed: Send alerts", "next moved: Read the feed",
                             "last_test changed: npm test → 9 passed", "modified added: c.ts",
                             "deleted moved: a.ts", "uncommitted kept: b.ts",
                             "uncommitted removed: a.ts"});
  CHECK(found.changes[0].before == "Read the feed");
  CHECK(found.changes[1].from == "goal");
  CHECK(found.changes[2].before == "npm test → failed: 3 failed");
}

TEST_CASE("what a session in between did is not called dropped") {
  Handoff before = numbered(1);
  before.next = {{"write the parser", ""}};
  Handoff between = numbered(2);
  between.accomplished = {{"wrote the parser", ""}};
  Handoff after = numbered(3);
  absorb(between, after);
  CHECK(told(diff(before, after)) == Lines{"accomplished moved: wrote the parser"});
}

TEST_CASE("nearly equal is the same work, not the same words") {
  const auto like = [](const char* one, const char* other) {
    return nearly_equal(Likeness(one), Likeness(other));
  };
  CHECK(like("Add tests for the parser", "Added tests to parser"));
  CHECK(like("**Write** the feed parser", "wrote the feed parser"));
  CHECK(like("measure the cache hit rate", "measure the cache hit rate on staging"));
  CHECK_FALSE(like("write the tide parser", "write the tide printer"));
  CHECK_FALSE(like("add unit tests for the json parser", "add unit tests for the yaml parser"));
  CHECK_FALSE(like("write the parser", "write the parser tests"));
  CHECK_FALSE(like("Phase 5A", "Phase 5B"));
  CHECK_FALSE(like("", ""));
}

TEST_CASE("a handoff compared with itself only keeps") {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const Handoff handoff = RandomHandoff(seed).next();
    CAPTURE(seed);
    for (const HandoffChange& change : diff(handoff, handoff).changes)
      REQUIRE(change.kind == ChangeKind::kept);
  }
}

/// How often each text of the open sections is told, by what it was called before.
std::size_t told_of_before(const HandoffDiff& diff) {
  const auto from_before = [](const HandoffChange& change) {
    const std::string& section = change.kind == ChangeKind::moved ? change.from : change.section;
    const bool open = section == "next" || section == "in_progress" || section == "blockers" ||
                      section == "errors" || section == "questions";
    return open && change.kind != ChangeKind::added;
  };
  return static_cast<std::size_t>(std::ranges::count_if(diff.changes, from_before));
}

TEST_CASE("whatever was open is told exactly once") {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const Handoff before = RandomHandoff(seed).next();
    const Handoff after = RandomHandoff(seed + 5000).next();
    CAPTURE(seed);
    REQUIRE(told_of_before(diff(before, after)) ==
            before.next.size() + before.in_progress.size() + before.blockers.size() +
                before.errors.size() + before.questions.size());
  }
}

}  // namespace
}  // namespace baton
