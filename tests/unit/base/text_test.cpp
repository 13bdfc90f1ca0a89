#include "core/base/text.hpp"

#include "tests/catch.hpp"

namespace baton {

TEST_CASE("a text is cut between characters, however little may stay") {
  const std::string text = "\xEF\xB8\xB8L";
  CHECK(cut(text, 0).empty());
  CHECK(cut(text, 1).empty());
  CHECK(cut(text, 2).empty());
  CHECK(cut(text, 3) == "\xEF\xB8\xB8");
  CHECK(cut(text, 4) == text);
  CHECK(cut("abc", 2) == "ab");
}

}  // namespace baton
