#include "core/redact/apart.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton::redact {
namespace {

constexpr std::size_t kMostWordsBetween = 6;
constexpr std::size_t kLongestWord = 16;
constexpr std::size_t kLongestVariable = 160;
constexpr std::size_t kLongestDefinition = 96;

constexpr std::string_view kDefinitions[] = {"#define ",       "ENV ",       "set -gx ",
                                             "set -x ",        "set -Ux ",   "setenv ",
                                             "configure set ", "config set "};

constexpr std::string_view kProperties[] = {"{ get; set; } = ", "{ get; } = ", "{ get; init; } = "};

constexpr std::string_view kAssertions[] = {").toBe(",      ").toEqual(",      ").toStrictEqual(",
                                            ").to.equal(",  ").to.eq(",        ").to.be.equal(",
                                            ").isEqualTo(", ").to.deep.equal("};

constexpr std::string_view kValueOptions[] = {"--body ",  "--body=",          "-b ",    "--value ",
                                              "--value=", "--secret-string ", "--data "};

/// After whichever of `parts` stands at `at`, or `at`.
template <class List>
std::size_t after_any(const Scan& scan, std::size_t at, const List& parts) {
  for (const std::string_view part : parts)
    if (scan.starts_with(at, part)) return at + part.size();
  return at;
}

/// `{`, then `default` before the `}`, also in a string whose line ends are escaped.
std::size_t after_default(const Scan& scan, std::size_t at) {
  if (scan.at(at) != '{') return at;
  const std::string_view block = scan.text.substr(at, kLongestVariable);
  const std::size_t word = block.substr(0, block.find('}')).find("default");
  if (word == std::string_view::npos) return at;
  std::size_t to = run_end(scan.text, at + word + 7, kBlank, 12);
  if (scan.at(to) != '=') return at;
  to = run_end(scan.text, to + 1, kBlank, 12);
  return scan.after_quote(to) > to ? to : at;
}

/// ` to `, ` for the staging server is `: a few words in lower case, then the value.
std::size_t after_words(const Scan& scan, std::size_t at) {
  if (scan.starts_with(at, "to ")) return at + 3;
  for (std::size_t words = 0; words < kMostWordsBetween; ++words) {
    const std::size_t to = run_end(scan.text, at, kLower | kDash | kDigit, kLongestWord);
    if (to == at || scan.at(to) != ' ') return 0;
    if (words > 0 && scan.between(at, to) == "is") return to + 1;
    at = to + 1;
  }
  return 0;
}

}  // namespace

bool place_apart(const Scan& scan, const Named& name, std::size_t at, Place& place) {
  if (const std::size_t value = after_default(scan, at); value > at) {
    place = {.value = value, .only_quoted = true};
    return true;
  }
  if (const std::size_t value = after_any(scan, at, kProperties); value > at) {
    place = {.value = value, .only_quoted = true};
    return true;
  }
  if (const std::size_t value = after_any(scan, at, kAssertions); value > at) {
    place = {.value = value, .only_quoted = true, .listed = true};
    return true;
  }
  if (at == name.to) return false;
  if (const std::size_t value = after_any(scan, at, kValueOptions); value > at) {
    place = {.value = value};
    return true;
  }
  if (scan.after_quote(at) > at) {
    place = {.value = at, .only_quoted = true, .listed = true};
    return true;
  }
  const std::size_t value = name.is_option ? 0 : after_words(scan, at);
  if (value) place = {.value = value, .apart = true};
  return value > 0;
}

bool is_definition(const Scan& scan, std::size_t name_from) {
  const std::size_t from = name_from - std::min(name_from, kLongestDefinition);
  const std::string_view before = scan.between(from, name_from);
  for (const std::string_view definition : kDefinitions)
    if (before.ends_with(definition)) return true;
  const std::string_view line = before.substr(before.find_last_of('\n') + 1);
  return before.ends_with(' ') && contains(line, "login ");
}

}  // namespace baton::redact
