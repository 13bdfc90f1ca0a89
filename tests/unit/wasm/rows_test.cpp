#include "wasm/rows.hpp"

#include <cstring>

#include "tests/catch.hpp"

namespace baton::test {
namespace {

std::string count(std::uint32_t number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

std::string real(double number) {
  return "d" + std::string(reinterpret_cast<const char*>(&number), sizeof number);
}

std::string text(const std::string& value) {
  return "t" + count(static_cast<std::uint32_t>(value.size())) + value;
}

TEST_CASE("rows are read back statement by statement, whole numbers as integers") {
  const std::string bytes = count(2) + count(3) + text("ä") + real(3) + "n" + text("") + real(0.5) +
                            real(-9007199254740992) + count(0) + count(0) + count(1) + count(1) +
                            real(1e300);
  const auto rows = wasm::read_rows(bytes, 3);
  REQUIRE(rows);
  CHECK((*rows)[0] == Rows{{"ä", std::int64_t{3}, {}}, {"", 0.5, std::int64_t{-9007199254740992}}});
  CHECK((*rows)[1].empty());
  CHECK((*rows)[2] == Rows{{1e300}});
}

TEST_CASE("counts that the bytes cannot hold are refused before room is made for them") {
  CHECK_FALSE(wasm::read_rows(count(0xffffffff) + count(1), 1));
  CHECK_FALSE(wasm::read_rows(count(1) + count(0xffffffff), 1));
  CHECK_FALSE(wasm::read_rows(count(1) + count(0), 1));
  CHECK_FALSE(wasm::read_rows(count(1) + count(1) + "x", 1));
  CHECK_FALSE(wasm::read_rows(count(1) + count(1) + "t" + count(9) + "short", 1));
}

}  // namespace
}  // namespace baton::test
