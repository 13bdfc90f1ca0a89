#include "core/redact/redact.hpp"

#include <algorithm>

#include "core/redact/anchors.hpp"
#include "core/redact/mask.hpp"

namespace baton {
namespace {

using redact::Scan;
using redact::Secret;

/// A mask may make a neighbour a secret that was none before; each round masks more. Not what ends
/// at a mask: before the mask was there, it went on, and was judged then.
constexpr int kMostRounds = 16;

class Masking {
 public:
  Masking(std::string_view text, MaskCounts& counts) : scan_{.text = text}, counts_(counts) {}

  /// The masked text; false if there is nothing to mask.
  bool run(std::string& masked) {
    for (std::size_t at = 0; at < scan_.text.size();) {
      at = redact::next_secret(scan_, at, scan_.text.size(), false);
      for (const Secret& secret : scan_.found) append(secret);
      scan_.found.clear();
      at = std::max(at, scan_.done);
    }
    if (!masked_) return false;
    out_ += scan_.text.substr(written_);
    masked = std::move(out_);
    return true;
  }

 private:
  void append(const Secret& secret) {
    if (secret.from < scan_.done) return;
    const std::string_view hidden = scan_.between(secret.from, secret.to);
    if (redact::splits_escape(scan_.text, secret.from)) return;
    if (redact::holds_mask(hidden) || redact::mask_end(scan_.text, secret.to) > secret.to) return;
    if (out_.empty()) out_.reserve(scan_.text.size() + 64);
    out_ += scan_.between(written_, secret.from);
    scan_.done = written_ = secret.to;
    if (!redact::append_masked(out_, secret.rule, hidden)) return;
    count(secret.rule);
    masked_ = true;
  }

  void count(std::string_view rule) {
    const auto at = counts_.find(rule);
    if (at != counts_.end())
      ++at->second;
    else
      counts_.emplace(rule, 1);
  }

  Scan scan_;
  MaskCounts& counts_;
  std::string out_;
  std::size_t written_ = 0;  ///< before it all is in out_
  bool masked_ = false;
};

}  // namespace

std::string mask_secrets(std::string_view text, MaskCounts& counts) {
  std::string masked;
  if (!Masking(text, counts).run(masked)) return std::string(text);
  for (int round = 1; round < kMostRounds; ++round) {
    std::string again;
    if (!Masking(masked, counts).run(again)) break;
    masked = std::move(again);
  }
  return masked;
}

std::string mask_secrets(std::string_view text) {
  MaskCounts counts;
  return mask_secrets(text, counts);
}

}  // namespace baton
