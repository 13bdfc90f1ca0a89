#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "core/base/hash.hpp"

namespace baton {

/// Remembers names in bounded memory (a few MB): certainly the latest 130,000, and up to twice as
/// many. What it has forgotten counts as new.
class Seen {
 public:
  /// Whether `name` is new; it no longer is afterwards.
  bool add(std::string_view name) {
    if (contains(name)) return false;
    if (recent_.size() >= kGeneration) {
      older_ = std::move(recent_);
      recent_ = {};
    }
    recent_.insert(hash64(name));
    return true;
  }

  bool contains(std::string_view name) const {
    const std::uint64_t hash = hash64(name);
    return recent_.contains(hash) || older_.contains(hash);
  }

 private:
  static constexpr std::size_t kGeneration = std::size_t{1} << 17;
  std::unordered_set<std::uint64_t> recent_;
  std::unordered_set<std::uint64_t> older_;
};

}  // namespace baton
