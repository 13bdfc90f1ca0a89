// Tokens that are known by their form rather than by a prefix.
#include <algorithm>

#include "core/redact/finders.hpp"
#include "core/redact/placeholder.hpp"
#include "core/redact/shape.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kTwilioHex = 32;
constexpr std::size_t kAwsSecret = 40;
constexpr std::size_t kAwsNear = 160;

bool is_run(const Scan& scan, std::size_t from, Alphabet alphabet, std::size_t size) {
  if (from > scan.text.size()) return false;
  return run_end(scan.text, from, alphabet, size + 1) - from == size;
}

bool is_generated(std::string_view token) {
  return shape_of(token).entropy >= 3.0 && !is_sample_token(token);
}

}  // namespace

bool is_aws_secret(std::string_view value) {
  if (value.size() != kAwsSecret || run_end(value, 0, kAlnum | kPlusSlash) != value.size())
    return false;
  const Shape shape = shape_of(value);
  return shape.entropy >= 4.2 && shape.uppers && shape.lowers && shape.digits &&
         !is_sample_token(value);
}

std::size_t find_discord_token(Scan& scan, std::size_t at) {
  if (at < scan.done || !scan.starts_at(at, kUrlDot)) return at + 1;
  const std::size_t first = run_end(scan.text, at, kAlnum, 29);
  if (first - at < 23 || first - at > 28 || scan.at(first) != '.') return at + 1;
  const std::size_t second = run_end(scan.text, first + 1, kUrlSafe, 8);
  if (second - first < 7 || scan.at(second) != '.') return at + 1;
  const std::size_t to = run_end(scan.text, second + 1, kUrlSafe, 50);
  if (to - second < 28 || to - second > 46 || !is_generated(scan.between(second, to)))
    return at + 1;
  scan.found_one(at, to, "discord-token");
  return to;
}

std::size_t find_telegram_token(Scan& scan, std::size_t at) {
  const std::size_t from = run_start(scan.text, at, kDigit, 11, std::min(at, scan.done));
  if (at - from < 8 || at - from > 10 || !scan.starts_at(from, kUrlSafe)) return at + 1;
  const std::size_t to = run_end(scan.text, at + 1, kUrlSafe, 40);
  if (!scan.starts_with(at, ":AA") || to - at != 36 || !is_generated(scan.between(at, to)))
    return at + 1;
  scan.found_one(from, to, "telegram-token");
  return to;
}

std::size_t find_twilio_key(Scan& scan, std::size_t at) {
  if (at < scan.done || !scan.starts_with(at, "SK") || !scan.starts_at(at, kWord)) return at + 1;
  const std::size_t to = at + 2 + kTwilioHex;
  if (!is_run(scan, at + 2, kLowerHexDigit, kTwilioHex) || is(scan.at(to), kWord)) return at + 1;
  if (!is_generated(scan.between(at, to))) return at + 1;
  scan.found_one(at, to, "twilio-key");
  return to;
}

std::size_t find_twilio_pair(Scan& scan, std::size_t at) {
  if (at < scan.done || !scan.starts_with(at, "AC") || !scan.starts_at(at, kWord)) return at + 1;
  if (!is_run(scan, at + 2, kLowerHexDigit, kTwilioHex)) return at + 1;
  const std::size_t id = at + 2 + kTwilioHex;
  std::size_t from = scan.after_quote(id);
  if (scan.at(from) == ':' || scan.at(from) == ',') ++from;
  from = scan.after_quote(run_end(scan.text, std::min(from, scan.text.size()), kBlank, 2));
  const std::size_t to = from + kTwilioHex;
  if (from == id || !is_run(scan, from, kLowerHexDigit, kTwilioHex)) return at + 1;
  if (is(scan.at(to), kWord) || !is_generated(scan.between(from, to))) return at + 1;
  scan.found_one(from, to, "twilio-token");
  return to;
}

std::size_t find_azure_key(Scan& scan, std::size_t at) {
  constexpr std::string_view kRest = "ntKey=";
  constexpr std::size_t kSize = 86;
  const std::size_t from = at + kRest.size();
  if (!scan.starts_with(at, kRest) || !is_run(scan, from, kAlnum | kPlusSlash, kSize))
    return at + 1;
  const std::size_t to = from + kSize + 2;
  if (!scan.starts_with(to - 2, "==") || !is_generated(scan.between(from, to))) return at + 1;
  scan.found_one(from, to, "azure-storage-key");
  return to;
}

std::size_t find_azure_secret(Scan& scan, std::size_t at) {
  constexpr Alphabet kSecret = kUrlDot | kTilde;
  if (at < 3 || at - 3 < scan.done || !scan.starts_with(at + 1, "Q~")) return at + 1;
  const std::size_t from = at - 3;
  if (!scan.starts_at(from, kSecret) || run_end(scan.text, from, kSecret, 3) != at) return at + 1;
  const std::size_t to = run_end(scan.text, at, kSecret, 40);
  if (to - at < 34 || to - at > 37 || !is_generated(scan.between(from, to))) return at + 1;
  scan.found_one(from, to, "azure-client-secret");
  return to;
}

void find_aws_secret_after(Scan& scan, std::size_t at) {
  const std::size_t limit = std::min(scan.text.size(), at + kAwsNear);
  while (at < limit) {
    const bool escaped = at > 0 && scan.text[at - 1] == '\\' && is(scan.text[at], kLower);
    const std::size_t from = escaped ? at + 1 : at;
    const std::size_t to = run_end(scan.text, from, kAlnum | kPlusSlash);
    if (to - from == kAwsSecret && is_aws_secret(scan.between(from, to))) {
      scan.found_one(from, to, "aws-secret-key");
      return;
    }
    at = to + 1;
  }
}

}  // namespace baton::redact
