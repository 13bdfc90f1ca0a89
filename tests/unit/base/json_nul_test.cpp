#include <string>

#include "core/base/json.hpp"
#include "tests/catch.hpp"

TEST_CASE("a NUL byte does not end a JSON text") {
  const std::string text("{}\0garbage", 10);
  const auto parsed = baton::parse_json(text);
  REQUIRE_FALSE(parsed.has_value());
  CHECK(parsed.error().code == "nul_character");
}
