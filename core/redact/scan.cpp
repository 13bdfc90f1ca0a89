#include "core/redact/scan.hpp"

#include <algorithm>

namespace baton::redact {
namespace {

constexpr std::size_t kLongRun = 64;
constexpr std::size_t kMostBackslashes = 8;

bool is_hex_escape(std::string_view text, std::size_t at) {
  if (at < 6 || text[at - 5] != 'u' || text[at - 6] != '\\') return false;
  return std::ranges::all_of(text.substr(at - 4, 4), [](char c) { return is(c, kHex); });
}

/// `[0m`, `[1;32m` of a terminal's colours.
bool is_colour(std::string_view text, std::size_t at) {
  if (text[at - 1] != 'm') return false;
  std::size_t start = at - 1;
  while (start > 0 && at - start < 12 && (is(text[start - 1], kDigit) || text[start - 1] == ';'))
    --start;
  return start > 0 && start < at - 1 && text[start - 1] == '[';
}

bool ends_escape(std::string_view text, std::size_t at) {
  const bool letter = std::string_view("nrtbf").contains(text[at - 1]);
  return (letter && at > 1 && text[at - 2] == '\\') || is_hex_escape(text, at) ||
         is_colour(text, at);
}

/// Whether the backslash before `at` opens an escape rather than being escaped itself.
bool opens_escape(std::string_view text, std::size_t at) {
  std::size_t first = at;
  while (first > 0 && text[first - 1] == '\\') --first;
  return (at - first) % 2 == 1;
}

}  // namespace

std::size_t Scan::run_end_of(Alphabet alphabet, std::size_t from, Alphabet negated) {
  const Alphabet key = alphabet | negated;
  for (const Run& run : runs)
    if (run.alphabet == key && from >= run.from && from < run.to) return run.to;
  std::size_t to = from;
  while (to < text.size() && is(text[to], alphabet) == (negated == 0)) ++to;
  if (to - from > kLongRun) runs[next_run++ % runs.size()] = {key, from, to};
  return to;
}

std::size_t Scan::after_quote(std::size_t at) const {
  const std::size_t mark = run_end(text, std::min(at, text.size()), kBackslash, kMostBackslashes);
  return mark < text.size() && is(text[mark], kQuote) ? mark + 1 : at;
}

bool splits_escape(std::string_view text, std::size_t at) {
  if (opens_escape(text, at)) return true;
  for (std::size_t back = 1; back <= 4 && back < at && is(text[at - back], kHex | kLower); ++back)
    if (text[at - back] == 'u' && opens_escape(text, at - back)) return true;
  return false;
}

bool Scan::starts_at(std::size_t at, Alphabet alphabet) const {
  if (at <= done) return true;
  return !is(text[at - 1], alphabet) || ends_escape(text, at);
}

}  // namespace baton::redact
