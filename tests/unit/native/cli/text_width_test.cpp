#include "native/cli/text_width.hpp"

#include "core/base/text.hpp"
#include "tests/catch.hpp"

namespace baton::cli {
namespace {

struct Width {
  const char* text;
  std::size_t columns;
};

TEST_CASE("columns are counted as terminals do") {
  const auto [text, columns] = GENERATE(
      Width{"", 0}, Width{"abc", 3}, Width{"über", 4}, Width{"日本語", 6}, Width{"한국어", 6},
      Width{"e\u0301", 1}, Width{"🚀", 2}, Width{"✅ ok", 5}, Width{"👍🏽", 2},
      Width{"a\u200Db", 2}, Width{"█░", 2}, Width{"Ａ", 2}, Width{"…", 1});
  CHECK(columns_of(text) == columns);
}

TEST_CASE("what does not fit is cut between characters") {
  CHECK(fitted("abcdef", 6) == "abcdef");
  CHECK(fitted("abcdefg", 6) == "abcde…");
  CHECK(fitted("日本語", 5) == "日本…");
  CHECK(fitted("日本語", 4) == "日…");
  CHECK(fitted("abc", 1) == "…");
  CHECK(fitted("abc", 0).empty());
}

struct Shown {
  std::string text;
  std::string shown;
};

TEST_CASE("nothing that is shown can command the terminal") {
  const auto [text, expected] =
      GENERATE(Shown{"plain\n\ttext", "plain\n\ttext"}, Shown{"\x1B[31mred\x1B[0m", "red"},
               Shown{"\x1B]0;title\x07text", "text"}, Shown{"\x1B]0;no end", "0;no end"},
               Shown{"a\rb\bc\x7F", "abc"}, Shown{std::string("nul\0l", 5), "null"},
               Shown{"c1 \xC2\x9B"
                     "31m",
                     "c1 31m"},
               Shown{"\u202Egnp.exe", "gnp.exe"}, Shown{"bad \xFF utf8", "bad \uFFFD utf8"},
               Shown{"\x1B", ""}, Shown{"\x1B[", ""}, Shown{"日本\x1B[1m語", "日本語"});
  CHECK(shown(text) == expected);
}

TEST_CASE("no byte sequence survives with a control character") {
  std::string all;
  for (int a = 0; a < 256; ++a) {
    all += static_cast<char>(a);
    all += static_cast<char>((a * 7 + 27) % 256);
    all += '\x1B';
  }
  const std::string text = shown(all);
  CHECK(first_invalid_utf8(text) == std::string::npos);
  for (const char c : text)
    CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t'));
}

TEST_CASE("one line is one line") {
  CHECK(one_line("  a\n\n b\tc  ") == "a b c");
  CHECK(one_line("\n").empty());
}

}  // namespace
}  // namespace baton::cli
