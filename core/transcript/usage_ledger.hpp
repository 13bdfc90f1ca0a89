#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/hash.hpp"
#include "core/transcript/importer.hpp"

namespace baton {

/// Each API message's tokens once: of its rows, the last counts. Beyond 262,144 messages the first
/// ones are no longer told one by one, only in the sums.
class UsageLedger {
 public:
  explicit UsageLedger(TranscriptFacts& facts) : facts_(facts) {}

  /// `id` must not be empty, `at` is ISO 8601 in UTC or "".
  void add(MessageUsage message) {
    if (facts_.messages.size() >= kMost) settle();
    const auto [at, is_new] = rows_.try_emplace(hash64(message.id), facts_.messages.size());
    if (is_new)
      facts_.messages.push_back(std::move(message));
    else
      facts_.messages[at->second] = std::move(message);
  }

  /// Adds the messages to the facts' sums by model.
  void finish() {
    for (const MessageUsage& message : facts_.messages) {
      Usage& total = facts_.usage[message.model];
      total.input_tokens += message.usage.input_tokens;
      total.output_tokens += message.usage.output_tokens;
      total.cache_creation_input_tokens += message.usage.cache_creation_input_tokens;
      total.cache_read_input_tokens += message.usage.cache_read_input_tokens;
    }
  }

 private:
  static constexpr std::size_t kMost = std::size_t{1} << 18;

  void settle() {
    finish();
    facts_.messages.clear();
    rows_.clear();
  }

  TranscriptFacts& facts_;
  std::unordered_map<std::uint64_t, std::size_t> rows_;
};

}  // namespace baton
