#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "core/base/json.hpp"

namespace baton::native {

/// How long a server took for each route, shared by its threads.
class RouteTimes {
 public:
  using Duration = std::chrono::steady_clock::duration;

  /// `route` is Context::route; "" is not counted.
  void add(const std::string& route, int status, Duration took);

  /// The `routes` of core/upkeep/monitoring.hpp.
  Json routes() const;
  /// When counting began, in milliseconds since 1970.
  std::int64_t since() const { return since_; }

 private:
  static constexpr std::size_t kMostTimes = 500;
  struct Counted {
    std::int64_t count = 0, refused = 0, failed = 0;
    std::deque<double> times;
  };
  static std::int64_t milliseconds_now();

  std::int64_t since_ = milliseconds_now();
  mutable std::mutex mutex_;
  std::map<std::string, Counted> counted_;
};

}  // namespace baton::native
