#include "core/base/text.hpp"
#include "core/handoff/handoff.hpp"
#include "core/handoff/topics.hpp"
#include "tests/catch.hpp"

namespace baton {
namespace {

TEST_CASE("a heading of half a symbol is no more than that") {
  CHECK(parse_handoff("\xEF\xB8") == parse_handoff("\xEF\xB8"));
  CHECK(parse_handoff("# \xEF\xB8").next.empty());
}

TEST_CASE("headings are recognised by what they are about") {
  struct Case {
    const char* heading;
    Topic topic;
  };
  const Case cases[] = {
      {"🚀 What's Next (priority order)", Topic::next},
      {"Immediate Next Steps", Topic::next},
      {"TODO", Topic::next},
      {"3. Remaining work", Topic::next},
      {"✅ Completed This Session", Topic::accomplished},
      {"What We Accomplished", Topic::accomplished},
      {"🔴 Blockers & Issues", Topic::blockers},
      {"Known Issues / Bugs", Topic::bugs},
      {"Open questions", Topic::questions},
      {"Key design decisions", Topic::decisions},
      {"Failed approaches", Topic::failed},
      {"What didn't work", Topic::failed},
      {"Current State", Topic::state},
      {"Lessons Learned", Topic::lessons},
      {"下一步计划", Topic::next},
      {"Следующие шаги", Topic::next},
      {"🔧 Services Running", Topic::services},
      {"Installed Packages (This Session)", Topic::packages},
      {"Database State", Topic::database},
      {"Roadmap Progress", Topic::roadmap},
      {"Pre-Flight Checklist", Topic::preflight},
      {"Things to watch out for", Topic::watch},
      {"Context You Need to Know", Topic::context},
      {"Future Concerns", Topic::concerns},
      {"Short Session (1-2 hours)", Topic::goals_short},
      {"Documents to Read Before Resuming", Topic::documents},
      {"💬 Message to Future Claude", Topic::message},
      {"Error message to show", Topic::none},
      {"Key People/Resources", Topic::people},
      {"Partial/Uncommitted Work", Topic::in_progress},
      {"Services layer", Topic::none},
      {"State management", Topic::none},
      {"What's already done (do not redo)", Topic::accomplished},
      {"Why the cache comes first", Topic::context},
      {"1. Risks", Topic::concerns},
      {"How to run", Topic::none},
      {"Database schema", Topic::none},
      {"Statement of work", Topic::none},
      {"", Topic::none},
  };
  for (const Case& one : cases) {
    CAPTURE(one.heading);
    CHECK(topic_of(one.heading) == one.topic);
  }
}

TEST_CASE("a document written by hand falls into its sections") {
  const Handoff read = parse_handoff(
      "\xEF\xBB\xBF# Notes\r\n\r\n## ✅ Done\r\n- parser\r\n  - with tests\r\n\r\n"
      "**Next steps:**\r\n1. [ ] cache\r\n2. [x] index\r\n\r\nBlockers:\r\n- no key\r\n\r\n"
      "## Run it\r\n```bash\r\n# Next steps\r\nmake run\r\n```\r\n");
  REQUIRE(read.accomplished.size() == 2);
  CHECK(read.accomplished[0].text == "parser\n- with tests");
  CHECK(read.accomplished[1].text == "index");
  REQUIRE(read.next.size() == 1);
  CHECK(read.next[0].text == "cache");
  REQUIRE(read.blockers.size() == 1);
  REQUIRE(read.other.size() == 2);
  CHECK(read.other[1].heading == "## Run it");
  CHECK(read.other[1].body == "```bash\n# Next steps\nmake run\n```");
}

TEST_CASE("tables, steps with headings and labels become items") {
  const Handoff read = parse_handoff(
      "## Next\n\n| Step | Owner |\n|---|---|\n| ship | Ada |\n\n### 2. Wire the cache\nin "
      "a.cpp\n\n"
      "## Next session\n\nSoon:\n- index\n\n## Decisions\n- SQLite — no server\n");
  REQUIRE(read.next.size() == 1);
  CHECK(read.next[0].detail == "Next session: Soon");
  REQUIRE(read.decisions.size() == 1);
  CHECK(read.decisions[0] == HandoffItem{"SQLite", "no server", 0, 0});
  CHECK(read.other.size() == 2);
}

TEST_CASE("a section that says none is no blocker") {
  const Handoff read = parse_handoff("## Blockers\n\nNone\n");
  CHECK(read.blockers.empty());
  REQUIRE(read.notes.size() == 1);
  CHECK(read.notes[0].text == "Blockers: None");
}

TEST_CASE("steps and partial items have fields where a person labelled them") {
  const Handoff read = parse_handoff(
      "## Immediate next steps\n\n**1. Wire the cache** (30 min)\n- File: `src/cache.cpp`\n"
      "- Reference: PLAN.md, stage 2\n- Test: hit and miss\n- keep the old path\n\n"
      "## In progress\n- Router\n  - Status: 60% complete\n  - What's done: parsing\n"
      "  - **Remaining:**\n    - errors\n    - docs\n  - Location: src/router.cpp:40\n"
      "- Login (20% done)\n- Search\n");
  REQUIRE(read.next.size() == 1);
  CHECK(read.next[0].text == "Wire the cache\n- keep the old path");
  CHECK(field_of(read.next[0], "time") == "30 min");
  CHECK(field_of(read.next[0], "file") == "src/cache.cpp");
  CHECK(field_of(read.next[0], "reference") == "PLAN.md, stage 2");
  CHECK(field_of(read.next[0], "test") == "hit and miss");
  REQUIRE(read.in_progress.size() == 3);
  CHECK(read.in_progress[0].text == "Router");
  CHECK(field_of(read.in_progress[0], "percent") == "60");
  CHECK(field_of(read.in_progress[0], "done") == "parsing");
  CHECK(field_of(read.in_progress[0], "remains") == "- errors\n- docs");
  CHECK(field_of(read.in_progress[0], "where") == "src/router.cpp:40");
  CHECK(field_of(read.in_progress[1], "percent") == "20");
  CHECK(field_of(read.in_progress[2], "percent").empty());
}

TEST_CASE("pre-flight commands are checks, with what they should show") {
  const Handoff read = parse_handoff(
      "## Pre-flight checklist\n```bash\n# 1. Go there\ncd app\ncurl localhost:80  # the API\n"
      "make test\n# Expected: 12 passed\necho \"a # b\"\n```\n- `make lint` — no output\n"
      "- Log in first\n");
  REQUIRE(read.preflight.size() == 5);
  CHECK(read.preflight[0] == HandoffCommand{"cd app", "Go there", false, 0, 0});
  CHECK(read.preflight[1] == HandoffCommand{"curl localhost:80", "the API", false, 0, 0});
  CHECK(read.preflight[2] == HandoffCommand{"make test", "Expected: 12 passed", false, 0, 0});
  CHECK(read.preflight[3].command == "echo \"a # b\"");
  CHECK(read.preflight[4] == HandoffCommand{"make lint", "no output", false, 0, 0});
  REQUIRE(read.prerequisites.size() == 1);
  CHECK(read.prerequisites[0].text == "Log in first");
}

TEST_CASE("the environment, goals and the message are sections of their own") {
  const Handoff read = parse_handoff(
      "## 🔧 Environment\n### Services running\n- ✅ PostgreSQL (port 5432)\n### Installed "
      "packages\n"
      "```\nfastapi==0.104\nalembic\n```\n## Roadmap progress\n### Current phase: 1\n"
      "**Completed stages:**\n- [x] Setup\n\n**Next up:**\n- [ ] API\n"
      "## Session goals for next time\n**Short session (1-2 hours):**\n- [ ] tests\n"
      "## Message to future me\nHello!\n- mind the queue\n");
  REQUIRE(read.services.size() == 1);
  CHECK(read.services[0].text == "✅ PostgreSQL");
  CHECK(field_of(read.services[0], "port") == "5432");
  REQUIRE(read.packages.size() == 2);
  CHECK(read.packages[1].text == "alembic");
  REQUIRE(read.roadmap.size() == 3);
  CHECK(read.roadmap[0].text == "Current phase: 1");
  CHECK(read.roadmap[1].text == "Setup");
  CHECK(contains(read.roadmap[1].detail, "done"));
  CHECK(read.accomplished.empty());
  CHECK(read.next.empty());
  REQUIRE(read.goals_short.size() == 1);
  CHECK(contains(read.message, "Hello!\n- mind the queue"));
}

TEST_CASE("a decision has its reason, a failed approach its cause") {
  const Handoff read = parse_handoff(
      "## Decisions\n- SQLite — no server\n- **UUID keys**: clients make them\n"
      "- Two files because one was slow\n- Plain\n## Failed approaches\n- Threads – races\n");
  REQUIRE(read.decisions.size() == 4);
  CHECK(read.decisions[1] == HandoffItem{"**UUID keys**", "clients make them", 0, 0});
  CHECK(read.decisions[2] == HandoffItem{"Two files", "because one was slow", 0, 0});
  CHECK(read.decisions[3].detail.empty());
  REQUIRE(read.failed_approaches.size() == 1);
  CHECK(read.failed_approaches[0].detail == "races");
}

TEST_CASE("lists of bare paths are the files") {
  const Handoff read = parse_handoff("## Files modified\n- `src/a.cpp`\n- src/b.cpp\n");
  CHECK(read.modified == std::vector<std::string>{"src/a.cpp", "src/b.cpp"});
  const Handoff told = parse_handoff("## Files modified\n- `src/a.cpp` - why\n- b.h (new)\n");
  CHECK(told.modified == std::vector<std::string>{"src/a.cpp", "b.h"});
  REQUIRE(told.other.size() == 1);
  CHECK(told.other[0].body == "- `src/a.cpp` - why\n- b.h (new)");
  CHECK(parse_handoff("## Files modified\n- a.h x\n").other.size() == 1);
  CHECK(parse_handoff("## Files modified\n- the router\n- a.cpp\n").modified.empty());
}

TEST_CASE("long and deep documents are read in linear time") {
  std::string document = "## Next steps\n";
  for (int i = 0; i < 20000; ++i) document += "```\n- step " + std::to_string(i) + "\n````\n";
  for (int i = 0; i < 20000; ++i) document += std::string(i % 40, ' ') + "- nested\n";
  CHECK_FALSE(parse_handoff(document).next.empty());
}

}  // namespace
}  // namespace baton
