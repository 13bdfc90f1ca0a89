#include "native/cli/session_name.hpp"

#include "tests/catch.hpp"

namespace baton::cli {
namespace {

using Kind = SessionName::Kind;

struct Named {
  const char* text;
  Kind kind;
  std::int64_t number;
  const char* project;
  const char* uid;
  std::int64_t turn;  ///< 0: none
};

TEST_CASE("a session has many names") {
  const Named expected = GENERATE(
      Named{"12", Kind::number, 12, "", "", 0}, Named{"last", Kind::last, 0, "", "", 0},
      Named{"LAST", Kind::last, 0, "", "", 0}, Named{"demo#12", Kind::number, 12, "demo", "", 0},
      Named{"my # demo#last", Kind::last, 0, "my # demo", "", 0},
      Named{"12:758", Kind::number, 12, "", "", 758}, Named{"last:1", Kind::last, 0, "", "", 1},
      Named{"demo#12:758", Kind::number, 12, "demo", "", 758},
      Named{"0193c1f0", Kind::uid, 0, "", "0193c1f0", 0},
      Named{"01930193", Kind::uid, 0, "", "01930193", 0},
      Named{"ABCD", Kind::uid, 0, "", "abcd", 0}, Named{"abcd:7", Kind::uid, 0, "", "abcd", 7},
      Named{"19301930", Kind::number, 19301930, "", "", 0},
      Named{"0193c1f0-1111-7abc-8def-0123456789ab", Kind::uid, 0, "",
            "0193c1f0-1111-7abc-8def-0123456789ab", 0});
  const auto name = parse_session_name(expected.text);
  REQUIRE(name);
  CHECK(name->kind == expected.kind);
  CHECK(name->number == expected.number);
  CHECK(name->project == expected.project);
  CHECK(name->uid == expected.uid);
  CHECK(name->turn.value_or(0) == expected.turn);
}

TEST_CASE("what is no session's name is refused as usage") {
  const char* text = GENERATE("", "x", "12x", "-1", "0", "12:", "12:0", "12:x", "#12", "demo#",
                              ":5", "99999999999999999999", "ab", "ghij", "12:3:4",
                              "0193c1f0-1111-7abc-8def-0123456789abc");
  const auto name = parse_session_name(text);
  REQUIRE(!name);
  CHECK(name.error().code == "usage");
}

}  // namespace
}  // namespace baton::cli
