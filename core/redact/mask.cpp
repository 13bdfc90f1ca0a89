#include "core/redact/mask.hpp"

#include <algorithm>

#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/redact/characters.hpp"
#include "core/redact/finders.hpp"

namespace baton::redact {
namespace {

constexpr std::string_view kOpen = "[masked:";
constexpr std::size_t kLongestRule = 32;
constexpr std::size_t kHashBytes = 4;
constexpr std::string_view kBegin = "-----BEGIN ";

/// A private key without line ends, as they are and as escapes.
std::string without_line_ends(std::string_view key) {
  std::string plain;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '\\') {
      i = run_end(key, i, kBackslash);
    } else if (!is(key[i], kBlank)) {
      plain += key[i];
    }
  }
  return plain;
}

/// The end of the escape or quotation mark at `at`: `\\\"`, `\n`, `\u00e9`, `"`.
std::size_t sign_end(std::string_view text, std::size_t at) {
  if (text[at] != '\\') return at + 1;
  const std::size_t letter = run_end(text, at, kBackslash);
  if (letter >= text.size() || !is(text[letter], kAlnum)) return letter;
  return text[letter] == 'u' ? run_end(text, letter + 1, kHex, 4) : letter + 1;
}

}  // namespace

std::string mask_of(std::string_view rule, std::string_view secret) {
  std::string mask(kOpen);
  mask += rule;
  mask += ':';
  mask += hex(sha256(secret), kHashBytes);
  mask += ']';
  return mask;
}

bool append_masked(std::string& text, std::string_view rule, std::string_view secret) {
  if (secret.starts_with(kBegin)) {
    text += mask_of(rule, without_line_ends(secret));
    return true;
  }
  bool masked = false;
  for (std::size_t at = 0; at < secret.size();) {
    const std::size_t start = at;
    while (at < secret.size() && !is(secret[at], kQuote | kBackslash)) ++at;
    if (at > start) text += mask_of(rule, secret.substr(start, at - start));
    masked = masked || at > start;
    const std::size_t sign = at < secret.size() ? sign_end(secret, at) : at;
    text += secret.substr(at, sign - at);
    at = sign;
  }
  return masked;
}

std::size_t mask_end(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with(kOpen)) return at;
  const std::size_t rule = at + kOpen.size();
  const std::size_t colon = run_end(text, rule, kLower | kDigit | kDash, kLongestRule);
  if (colon == rule || colon >= text.size() || text[colon] != ':') return at;
  const std::size_t end = run_end(text, colon + 1, kLowerHex | kDigit, 2 * kHashBytes);
  const bool closed = end == colon + 1 + 2 * kHashBytes && end < text.size() && text[end] == ']';
  return closed ? end + 1 : at;
}

bool holds_mask(std::string_view text) { return contains(text, kOpen); }

std::size_t find_mask(Scan& scan, std::size_t at) {
  const std::size_t end = mask_end(scan.text, at);
  if (end == at) return at + 1;
  scan.done = std::max(scan.done, end);
  return end;
}

}  // namespace baton::redact
