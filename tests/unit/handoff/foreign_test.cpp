#include "core/handoff/handoff.hpp"
#include "core/handoff/topics.hpp"
#include "tests/catch.hpp"

namespace baton {
namespace {

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

TEST_CASE("lists of bare paths are the files") {
  const Handoff read = parse_handoff("## Files modified\n- `src/a.cpp`\n- src/b.cpp\n");
  CHECK(read.modified == std::vector<std::string>{"src/a.cpp", "src/b.cpp"});
  CHECK(parse_handoff("## Files modified\n- `src/a.cpp` - why\n").modified.empty());
}

TEST_CASE("long and deep documents are read in linear time") {
  std::string document = "## Next steps\n";
  for (int i = 0; i < 20000; ++i) document += "```\n- step " + std::to_string(i) + "\n````\n";
  for (int i = 0; i < 20000; ++i) document += std::string(i % 40, ' ') + "- nested\n";
  CHECK_FALSE(parse_handoff(document).next.empty());
}

}  // namespace
}  // namespace baton
