#include "native/server/rate_limiter.hpp"

#include "tests/catch.hpp"

namespace baton::native {
namespace {

using std::chrono::seconds;

int allowed(RateLimiter& limiter, const std::string& key, RateLimiter::Clock::time_point now) {
  int count = 0;
  while (count < 1000 && limiter.allow(key, now)) ++count;
  return count;
}

TEST_CASE("a key has a burst, and then as many a minute as its kind allows") {
  RateLimiter limiter({.token = {600, 200}, .address = {30, 60}, .keys = 10});
  const RateLimiter::Clock::time_point start{};
  CHECK(allowed(limiter, "token:a", start) == 200);
  CHECK(allowed(limiter, "token:b", start) == 200);
  CHECK(allowed(limiter, "address:192.0.2.1", start) == 60);
  CHECK(allowed(limiter, "token:a", start + seconds(1)) == 10);
  CHECK(allowed(limiter, "address:192.0.2.1", start + seconds(2)) == 1);
  CHECK(allowed(limiter, "token:a", start + seconds(3600)) == 200);
}

TEST_CASE("only so many keys are remembered, those in use rather than others") {
  RateLimiter limiter({.token = {600, 200}, .address = {30, 1}, .keys = 100});
  const RateLimiter::Clock::time_point start{};
  for (int i = 0; i < 99; ++i) CHECK(limiter.allow("address:" + std::to_string(i), start));
  const auto later = start + seconds(60);
  CHECK(limiter.allow("address:busy", later));
  CHECK(limiter.allow("address:new", later));
  CHECK(limiter.keys() == 2);
  CHECK_FALSE(limiter.allow("address:busy", later));
  for (int i = 0; i < 10'000; ++i) {
    limiter.allow("address:" + std::to_string(i), later);
    REQUIRE(limiter.keys() <= 100);
  }
}

}  // namespace
}  // namespace baton::native
