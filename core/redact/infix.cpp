// Tokens that are known by something in their middle or at their end.
#include <algorithm>

#include "core/redact/finders.hpp"
#include "core/redact/placeholder.hpp"
#include "core/redact/shape.hpp"

namespace baton::redact {
namespace {

struct Part {
  Alphabet alphabet;
  std::size_t least;
  std::size_t most;
};

struct InfixRule {
  std::string_view name;
  std::string_view infix;
  Part before;
  Part after;
};

constexpr InfixRule kInfixes[] = {
    {"terraform-token", ".atlasv1.", {kAlnum, 14, 14}, {kUrlSafe | kEqual, 60, 70}},
    {"authress-key", ".acc_", {kWord | kDot, 12, 64}, {kUrlDot | kPlusSlash | kEqual, 40, 170}},
    {"authress-key", ".acc-", {kWord | kDot, 12, 64}, {kUrlDot | kPlusSlash | kEqual, 40, 170}},
    {"maxmind-key", "_mmk", {kWord, 36, 36}, {kWord, 0, 0}},
    {"mailchimp-key", "-us", {kLowerHexDigit, 32, 32}, {kDigit, 1, 2}},
};

bool find_by(Scan& scan, std::size_t at, const InfixRule& rule) {
  if (!scan.starts_with(at, rule.infix)) return false;
  const std::size_t floor = std::min(at, scan.done);
  const std::size_t from = run_start(scan.text, at, rule.before.alphabet, rule.before.most, floor);
  if (at - from < rule.before.least || !scan.starts_at(from, rule.before.alphabet)) return false;
  const std::size_t rest = at + rule.infix.size();
  const std::size_t to = run_end(scan.text, rest, rule.after.alphabet, rule.after.most + 1);
  if (to - rest < rule.after.least || to - rest > rule.after.most) return false;
  const std::string_view token = scan.between(from, to);
  if (shape_of(token).entropy < 3.0 || is_sample_token(token)) return false;
  if (splits_escape(scan.text, from)) return false;
  scan.found_one(from, to, rule.name);
  return true;
}

}  // namespace

std::size_t find_infix(Scan& scan, std::size_t at) {
  for (const InfixRule& rule : kInfixes)
    if (find_by(scan, at, rule)) return scan.found.back().to;
  return at + 1;
}

/// 2/ID/ID:hex, and 0/hex and 1/ID:hex before.
std::size_t find_asana_token(Scan& scan, std::size_t at) {
  constexpr std::size_t kHexSize = 32;
  if (at < scan.done || !scan.starts_at(at, kUrlSafe | kPlusSlash)) return at + 1;
  std::size_t to = run_end(scan.text, at + 2, kDigit, 20);
  if (scan.at(to) == '/') to = run_end(scan.text, to + 1, kDigit, 20);
  const std::size_t hex = to + 1;
  if (scan.at(to) != ':' || run_end(scan.text, hex, kLowerHexDigit, kHexSize + 1) != hex + kHexSize)
    return at + 1;
  scan.found_one(at, hex + kHexSize, "asana-token");
  return hex + kHexSize;
}

}  // namespace baton::redact
