// What stands in Authorization headers.
#include <string>

#include "core/redact/finders.hpp"
#include "core/redact/placeholder.hpp"
#include "core/redact/shape.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kLeastBearer = 12;
constexpr std::size_t kLongestBasic = 1024;
constexpr Alphabet kSegment = kUrlSafe;

/// After the scheme's name and at least one blank, or 0.
std::size_t after_scheme(const Scan& scan, std::size_t from, std::string_view small_rest) {
  for (std::size_t i = 0; i < small_rest.size(); ++i)
    if (lower(scan.at(from + i)) != small_rest[i]) return 0;
  const std::size_t blank = from + small_rest.size();
  const std::size_t value = run_end(scan.text, std::min(blank, scan.text.size()), kBlank, 4);
  return value > blank ? value : 0;
}

int base64_digit(char c) {
  if (is(c, kUpper)) return c - 'A';
  if (is(c, kLower)) return c - 'a' + 26;
  if (is(c, kDigit)) return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

std::string decoded(std::string_view base64) {
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : base64) {
    const int digit = base64_digit(c);
    if (digit < 0) break;
    bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  return bytes;
}

/// user:password in printable characters, and no placeholder.
bool is_user_and_password(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.size() < colon + 4) return false;
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20) return false;
  const std::string_view password = text.substr(colon + 1);
  return password != "pass" && password != "password" && !is_placeholder(password);
}

}  // namespace

std::size_t find_jwt(Scan& scan, std::size_t at) {
  if (at < scan.done || !scan.starts_with(at, "eyJ") || !scan.starts_at(at, kUrlDot)) return at + 1;
  const std::size_t header = run_end(scan.text, at, kSegment);
  if (header - at < 12 || scan.at(header) != '.') return header;
  std::size_t to = run_end(scan.text, header + 1, kSegment);
  if (to - header < 12) return header;
  for (int segments = 0; segments < 3 && scan.at(to) == '.'; ++segments)
    to = run_end(scan.text, to + 1, kSegment);
  if (scan.text[to - 1] == '.') --to;
  if (is_sample_token(scan.between(at, to))) return to;
  scan.found_one(at, to, "jwt");
  return to;
}

std::size_t find_bearer(Scan& scan, std::size_t at) {
  if (at < 2 || at - 2 < scan.done || lower(scan.text[at - 2]) != 'b' ||
      lower(scan.text[at - 1]) != 'e')
    return at + 1;
  const std::size_t from = after_scheme(scan, at, "arer");
  if (!from) return at + 1;
  std::size_t to = scan.end_of(kUrlDot | kTilde | kPlusSlash | kEqual, from);
  while (to > from && is(scan.text[to - 1], kDot | kDash)) --to;
  const std::string_view token = scan.between(from, to);
  if (!looks_random(token, kLeastBearer) || is_placeholder(token)) return at + 1;
  if (holds_known_secret(scan, from, to)) return at + 1;
  scan.found_one(from, to, "secret");
  return to;
}

std::size_t find_basic(Scan& scan, std::size_t at) {
  if (at < 1 || at - 1 < scan.done || lower(scan.text[at - 1]) != 'b') return at + 1;
  const std::size_t from = after_scheme(scan, at, "asic");
  if (!from) return at + 1;
  const std::size_t to = run_end(scan.text, from, kBase64, kLongestBasic);
  if (to - from < 8 || !is_user_and_password(decoded(scan.between(from, to)))) return at + 1;
  scan.found_one(from, to, "basic-auth");
  return to;
}

}  // namespace baton::redact
