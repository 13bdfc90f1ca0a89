#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/base/hash.hpp"

namespace baton {

/// The tools whose results are awaited, by call; all forgotten when there are too many.
class PendingCalls {
 public:
  void add(std::string_view call, std::string_view tool) {
    if (calls_.size() >= kMost) calls_.clear();
    calls_[hash64(call)] = tool;
  }

  /// The tool of a call, "" if it is not known; it no longer is afterwards.
  std::string take(std::string_view call) {
    const auto at = calls_.find(hash64(call));
    if (at == calls_.end()) return {};
    std::string tool = std::move(at->second);
    calls_.erase(at);
    return tool;
  }

 private:
  static constexpr std::size_t kMost = std::size_t{1} << 16;
  std::unordered_map<std::uint64_t, std::string> calls_;
};

}  // namespace baton
