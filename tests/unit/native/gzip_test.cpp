#include "native/gzip.hpp"

#include <random>

#include "tests/catch.hpp"

namespace baton::native {
namespace {

constexpr std::size_t kMost = 1'000'000;

TEST_CASE("what was packed comes out again", "[gzip]") {
  std::mt19937 random(7);
  for (const std::size_t size : {0, 1, 1000, 65536, 65537, 900'000}) {
    std::string bytes;
    while (bytes.size() < size) bytes += static_cast<char>(random() % (size % 2 ? 256 : 4));
    CHECK(gunzipped(gzipped(bytes), kMost) == bytes);
  }
}

TEST_CASE("of a bomb no more is unpacked than shows what it is", "[gzip]") {
  const std::string bomb = gzipped(std::string(50 * kMost, '\0'));
  REQUIRE(bomb.size() < 500'000);
  const auto bytes = gunzipped(bomb, kMost);
  REQUIRE(bytes);
  CHECK(bytes->size() == kMost + 1);
}

TEST_CASE("what is torn, changed or no gzip at all is refused", "[gzip]") {
  const std::string whole = gzipped("what the laptop wrote on the train");
  CHECK_FALSE(gunzipped("", kMost));
  CHECK_FALSE(gunzipped("plain", kMost));
  for (std::size_t length = 0; length < whole.size(); ++length)
    CHECK_FALSE(gunzipped(whole.substr(0, length), kMost));
  std::string changed = whole;
  changed[whole.size() - 6] = static_cast<char>(changed[whole.size() - 6] ^ 1);
  CHECK_FALSE(gunzipped(changed, kMost));
}

}  // namespace
}  // namespace baton::native
