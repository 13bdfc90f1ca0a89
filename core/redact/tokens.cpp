#include "core/redact/tokens.hpp"

#include <algorithm>

#include "core/redact/finders.hpp"
#include "core/redact/placeholder.hpp"
#include "core/redact/shape.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kLeastRun = 12;

std::size_t longest_run(std::string_view text) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = run_end(text, at, kAlnum);
    longest = std::max(longest, end - at);
    at = end;
  }
  return longest;
}

/// After a short prefix there must be no identifier's words, like those of a style's class.
bool is_generated(std::string_view body, const TokenRule& rule) {
  const Shape shape = shape_of(body);
  if (shape.entropy < rule.entropy || shape.distinct < 6) return false;
  const bool may_be_words = rule.prefix.size() <= 3 && (rule.alphabet & kLower) &&
                            (rule.alphabet & (kDash | kUnderscore));
  return !may_be_words || (shape.digits + shape.uppers > 0 && longest_run(body) >= kLeastRun &&
                           !shape.reads_as_words());
}

}  // namespace

bool find_token(Scan& scan, std::size_t from, const TokenRule& rule) {
  if (from < scan.done || !scan.starts_with(from, rule.prefix)) return false;
  if (!scan.starts_at(from, kUrlSafe | (rule.alphabet & kDot))) return false;
  const std::size_t body = from + rule.prefix.size();
  std::size_t to = scan.end_of(rule.alphabet, body);
  if (to - body < rule.least || to - body > rule.most) return false;
  while (is(scan.text[to - 1], kDot | kDash)) --to;
  if (to - body < rule.least) return false;
  if (!is_generated(scan.between(body, to), rule) || is_sample_token(scan.between(from, to)))
    return false;
  if (rule.alphabet & kPlusSlash) to = run_end(scan.text, to, kEqual, 2);
  scan.found_one(from, to, rule.name);
  if (rule.name == kAwsIdRule) find_aws_secret_after(scan, to);
  return true;
}

}  // namespace baton::redact
