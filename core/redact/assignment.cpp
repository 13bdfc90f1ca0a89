// Secrets that only their name gives away: name = value, in all its forms.
#include <algorithm>

#include "core/base/text.hpp"
#include "core/redact/apart.hpp"
#include "core/redact/finders.hpp"
#include "core/redact/name.hpp"
#include "core/redact/separator.hpp"
#include "core/redact/shape.hpp"
#include "core/redact/value.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestQuoted = 4096;
constexpr std::size_t kLeastApart = 8;

/// The name around a word that was found at `at`.
Named name_around(const Scan& scan, std::size_t at) {
  const std::string_view text = scan.text;
  const std::size_t letter = is(scan.at(at), kWord) ? at : at + 1;
  Named name;
  name.to = run_end(text, letter, kUrlDot, kLongestName);
  name.from = run_start(text, letter, kUrlDot, kLongestName, std::min(scan.done, letter));
  if (name.from > scan.done && text[name.from - 1] == '\\' && is(text[name.from], kLower))
    ++name.from;
  const std::size_t dashes = run_end(text, name.from, kDash, 2);
  name.is_option = dashes > name.from;
  while (name.from < name.to && !is(text[name.from], kWord)) ++name.from;
  while (name.to > name.from && !is(text[name.to - 1], kWord)) --name.to;
  return name;
}

/// `api key`, `secret access key`: the words before a lone `key`.
std::size_t with_words_before(const Scan& scan, std::size_t from) {
  for (int words = 0; words < 2 && from > scan.done + 1 && scan.text[from - 1] == ' '; ++words) {
    const std::size_t word = run_start(scan.text, from - 1, kWord, 16, scan.done);
    if (word == from - 1) break;
    from = word;
  }
  return from;
}

NameKind kind_of(const Scan& scan, const Named& name) {
  const std::string_view text = scan.between(name.from, name.to);
  const std::string small = lowered(text.substr(0, 5));
  const bool is_lone_key = small == "key" || small == "keys";
  return kind_of_name(is_lone_key ? scan.between(with_words_before(scan, name.from), name.to)
                                  : text);
}

bool is_in_capitals(std::string_view name) {
  return std::ranges::none_of(name, [](char c) { return is(c, kLower); });
}

struct Value {
  std::size_t from = 0;
  std::size_t to = 0;
  Style style = Style::bare;
};

/// How many backslashes stand before `at`.
std::size_t backslashes_before(std::string_view text, std::size_t at, std::size_t floor) {
  return at - run_start(text, at, kBackslash, 16, floor);
}

/// A quotation mark inside of strings in strings is `\"`, `\\\"`, …: how deep, by its backslashes.
int depth_of(std::size_t backslashes) {
  int depth = 0;
  for (; backslashes % 2 == 1; backslashes /= 2) ++depth;
  return depth;
}

/// Where the quotation ends that was opened before `from` by `mark` at `depth`; npos if it does not
/// end in this line. A quotation of other marks never spans a ", which may end a string of JSON.
std::size_t end_of_quotation(std::string_view text, std::size_t from, char mark, int depth) {
  const std::size_t limit = std::min(text.size(), from + kLongestQuoted);
  for (std::size_t at = from; at < limit && text[at] != '\n'; ++at) {
    if (text[at] != mark && text[at] != '"') continue;
    if (text[at] != mark) return std::string_view::npos;
    const std::size_t backslashes = backslashes_before(text, at, from);
    if (depth_of(backslashes) <= depth) return at - backslashes;
  }
  return std::string_view::npos;
}

/// Without the escaped line ends that `echo "…\n"` leaves.
std::size_t without_line_ends(std::string_view text, std::size_t from, std::size_t to) {
  while (to > from + 1 && (text[to - 1] == 'n' || text[to - 1] == 'r') && text[to - 2] == '\\')
    to = run_start(text, to - 1, kBackslash, 16, from);
  return to;
}

/// A quoted value, or as much of a torn one as has no blank; `at` is at its opening mark's
/// backslashes.
bool quoted_value(Scan& scan, std::size_t at, Value& value) {
  value.style = Style::quoted;
  value.from = value.to = scan.after_quote(at);
  if (value.from == at) return false;
  const std::size_t mark = value.from - 1;
  if (!opens_value(scan.at(value.from))) return true;
  const std::size_t to =
      end_of_quotation(scan.text, value.from, scan.text[mark], depth_of(mark - at));
  value.to = to == std::string_view::npos
                 ? scan.end_before(kBlank | kQuote | kBackslash, value.from)
                 : without_line_ends(scan.text, value.from, to);
  return true;
}

/// What closes a sentence or a bracket around the value.
std::size_t without_closers(const Scan& scan, std::size_t from, std::size_t to) {
  while (to > from && std::string_view(".,;:)]}*").contains(scan.text[to - 1])) --to;
  return to;
}

/// PASSWORD=a&b is one literal, TOKEN=a&b=c and TOKEN=a && b are not.
std::size_t with_ampersands(Scan& scan, Alphabet ends, std::size_t to) {
  while (scan.at(to) == '&' && is(scan.at(to + 1), kAlnum)) {
    const std::size_t next = scan.end_before(ends, to + 1);
    if (scan.between(to, next).find('=') != std::string_view::npos) break;
    to = next;
  }
  return to;
}

bool bare_value(Scan& scan, const Place& place, Value& value) {
  constexpr Alphabet kEnds = kBlank | kQuote | kBackslash | kShell;
  value.from = place.value;
  value.style = place.environment ? Style::environment : Style::bare;
  value.to =
      scan.end_before(place.environment || place.element ? kEnds : kEnds | kBracket, value.from);
  if (place.environment) value.to = with_ampersands(scan, kEnds, value.to);
  const char after = scan.at(value.to);
  if (value.style == Style::bare && (after == '(' || after == '[' || after == '{')) return false;
  value.to = without_closers(scan, value.from, value.to);
  return value.to > value.from;
}

/// `Bearer …`, `token …` inside a quoted header.
void skip_scheme(const Scan& scan, Value& value) {
  for (const std::string_view scheme : {"Bearer ", "bearer ", "token ", "Token ", "ApiKey "})
    if (scan.starts_with(value.from, scheme) && value.from + scheme.size() < value.to)
      value.from += scheme.size();
}

bool value_at(Scan& scan, const Place& place, Value& value) {
  if (quoted_value(scan, place.value, value)) {
    skip_scheme(scan, value);
    if (place.listed) value.style = Style::bare;
    return value.to > value.from;
  }
  return !place.only_quoted && bare_value(scan, place, value);
}

}  // namespace

std::size_t find_assignment(Scan& scan, std::size_t at) {
  Named name = name_around(scan, at);
  if (name.to <= name.from || name.to <= scan.names_to) return at + 1;
  scan.names_to = name.to;
  const NameKind kind = kind_of(scan, name);
  if (kind == NameKind::none) return at + 1;
  name.is_defined = is_definition(scan, name.from);
  name.is_element = name.from > 0 && scan.text[name.from - 1] == '<';
  name.in_capitals = is_in_capitals(scan.between(name.from, name.to));
  Place place;
  Value value;
  if (!place_of_value(scan, name, place) || !value_at(scan, place, value)) return at + 1;
  const std::string_view text = scan.between(value.from, value.to);
  if (!is_secret_value(kind, value.style, text)) return at + 1;
  if (place.apart && !looks_random(text, kLeastApart)) return at + 1;
  if (holds_known_secret(scan, value.from, value.to)) return at + 1;
  scan.found_one(value.from, value.to, rule_of(kind, text));
  return value.to;
}

}  // namespace baton::redact
