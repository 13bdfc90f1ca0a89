#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace baton::native {

/// How many requests one key may make: `per_minute` in the long run, `burst` at once.
struct Rate {
  double per_minute = 0;
  double burst = 0;
};

/// What a server on a network allows by default.
struct Rates {
  Rate token{.per_minute = 600, .burst = 200};   ///< each valid token or session
  Rate address{.per_minute = 60, .burst = 120};  ///< each address that shows none, and log-ins
  std::size_t keys = 10'000;                     ///< remembered; beyond that some are forgotten
};

/// A bucket of requests a key, in memory, which fills up again with time. May be called from any
/// thread.
class RateLimiter {
 public:
  using Clock = std::chrono::steady_clock;

  explicit RateLimiter(Rates rates) : rates_(rates) {}

  /// Takes one request of the key's bucket; false if there is none left. Keys are those of `Limit`
  /// (core/base/effect.hpp).
  bool allow(const std::string& key, Clock::time_point now = Clock::now());

  std::size_t keys() const;

 private:
  struct Bucket {
    double left;
    Clock::time_point at;
  };
  const Rate& rate_of(const std::string& key) const;
  void make_room(Clock::time_point now);

  Rates rates_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace baton::native
