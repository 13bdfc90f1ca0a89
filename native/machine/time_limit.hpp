#pragma once
#include <algorithm>
#include <chrono>

namespace baton::machine {

/// Until when an answer is worth waiting for.
using TimeLimit = std::chrono::steady_clock::time_point;
inline constexpr TimeLimit kNoTimeLimit = TimeLimit::max();

/// What is left until then, at most `most`; not negative.
inline std::chrono::milliseconds left_until(
    TimeLimit limit, std::chrono::milliseconds most = std::chrono::hours(1)) {
  if (limit == kNoTimeLimit) return most;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      limit - std::chrono::steady_clock::now());
  return std::clamp(left, std::chrono::milliseconds(0), most);
}

}  // namespace baton::machine
