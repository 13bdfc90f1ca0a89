#include "core/handoff/handoff.hpp"
#include "core/handoff/item_line.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/random_handoff.hpp"

namespace baton {
namespace {

TEST_CASE("a NUL reads as the replacement character, and back") {
  const Handoff once = parse_handoff(std::string_view("## Accomplished\n\0 (1:3)\n", 24));
  REQUIRE(once.accomplished.size() == 1);
  CHECK(once.accomplished[0].text.starts_with("\xEF\xBF\xBD"));
  CHECK(parse_handoff(render_markdown(once)) == once);
}

TEST_CASE("a rendered handoff reads back as the same value") {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    const Handoff handoff = RandomHandoff(seed).next();
    const std::string document = render_markdown(handoff);
    CAPTURE(seed, document);
    REQUIRE((parse_handoff(document) == handoff));
  }
}

TEST_CASE("an empty handoff reads back") { CHECK(parse_handoff(render_markdown({})) == Handoff{}); }

TEST_CASE("what a foreign document says is stable once it was read") {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    const Handoff once = parse_handoff(RandomHandoff(seed).document());
    REQUIRE(parse_handoff(render_markdown(once)) == once);
  }
}

TEST_CASE("a rendering whose line ends were converted still reads") {
  Handoff handoff;
  handoff.next = {{"Wire the cache", "see cache.cpp", 3, 14}, {"Two lines\nof it", "", 0, 0}};
  std::string document;
  for (const char c : render_markdown(handoff)) document += c == '\n' ? "\r\n" : std::string(1, c);
  CHECK(parse_handoff(document) == handoff);
}

TEST_CASE("items take the most readable form that reads back") {
  const auto check = [](const HandoffItem& item, std::string_view expected) {
    CHECK(render_item(item, "- ") == expected);
  };
  check({"Use SQLite", "no server", 12, 758}, "- Use SQLite — no server (12:758)");
  check({"Use SQLite", "", 0, 0}, "- Use SQLite");
  check({"Two\nlines", "why", 1, 2}, "- Two — why (1:2)\n  lines");
  check({"A — dash", "why", 1, 2}, "- A — dash (1:2)\n  > why");
  check({"A — dash", "", 1, 2}, "- A — dash (1:2)\n  >");
  check({"Ends (1:2)", "", 0, 0}, R"x(- {"text":"Ends (1:2)","detail":"","session":0,"turn":0})x");
}

TEST_CASE("fields are bullets below their item, a reference says when it was touched") {
  HandoffItem step{"Wire the cache", "misses are slow", 12, 758, 14, true};
  step.fields = {{"time", "30 min"}, {"file", "src/cache.cpp"}, {"test", "make test\nmake bench"}};
  const std::string line = render_item(step, "1. ");
  CHECK(line ==
        "1. Wire the cache — misses are slow (12:758, last 14, suggested)\n"
        "   - time: 30 min\n   - file: src/cache.cpp\n   - test: make test\n     make bench");
  Handoff handoff;
  handoff.next = {step, step};
  CHECK(parse_handoff(render_markdown(handoff)) == handoff);
  CHECK(field_of(step, "file") == "src/cache.cpp");
  CHECK(field_of(step, "where").empty());
}

TEST_CASE("words like those of a reference or a field stay words") {
  for (const char* text : {"Ask (suggested)", "Go on (last 9)", "Go on (last week)", "(1:2, a)",
                           "List:\n- time: 30 min", "Both (1:2, last 3)\n- owner: we"}) {
    Handoff handoff;
    handoff.next = {{text, "", 0, 0}, {text, "why", 3, 4}};
    CAPTURE(text);
    CHECK(parse_handoff(render_markdown(handoff)) == handoff);
  }
}

TEST_CASE("what was added by hand under a heading of its own is kept") {
  Handoff handoff;
  handoff.next = {{"Wire the cache", "", 0, 0}};
  const std::string document = render_markdown(handoff) + "\n## Passwords\n\nask Ada\n";
  const Handoff read = parse_handoff(document);
  CHECK(read.next == handoff.next);
  REQUIRE(read.other.size() == 1);
  CHECK(read.other[0] == HandoffSection{"## Passwords", "ask Ada"});
}

}  // namespace
}  // namespace baton
