#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "core/redact/characters.hpp"

namespace baton::redact {

/// A secret in the text, found by `rule`. It never holds a mask.
struct Secret {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string_view rule;
};

/// One pass over a text, from left to right.
struct Scan {
  std::string_view text;
  std::size_t done = 0;         ///< before it all is decided; a secret cannot start there
  std::size_t names_to = 0;     ///< the names of assignments before it have been looked at
  std::vector<Secret> found{};  ///< by the finder that ran last, in order

  /// The last long runs: what is repeated inside of one must not walk it again and again.
  struct Run {
    Alphabet alphabet = 0;
    std::size_t from = 0;
    std::size_t to = 0;
  };
  std::array<Run, 8> runs{};
  std::size_t next_run = 0;

  char at(std::size_t i) const { return i < text.size() ? text[i] : '\0'; }
  bool starts_with(std::size_t from, std::string_view part) const {
    return from <= text.size() && text.substr(from).starts_with(part);
  }
  std::string_view between(std::size_t from, std::size_t to) const {
    return text.substr(from, to - from);
  }
  void found_one(std::size_t from, std::size_t to, std::string_view rule) {
    found.push_back({from, to, rule});
  }

  /// The end of the run of `alphabet`, or of all but `alphabet`, that starts at `from`.
  std::size_t end_of(Alphabet alphabet, std::size_t from) { return run_end_of(alphabet, from, 0); }
  std::size_t end_before(Alphabet stops, std::size_t from) {
    return run_end_of(stops, from, kAllBut);
  }

  /// Whether nothing of `alphabet` stands before `at`. A mask does not, nor what only escapes or
  /// colours: `\n`, `\u0026`, `ESC[32m`.
  bool starts_at(std::size_t at, Alphabet alphabet) const;

  /// After the quotation mark at `at` and the backslashes before it, or `at`.
  std::size_t after_quote(std::size_t at) const;

 private:
  static constexpr Alphabet kAllBut = 1U << 31;
  std::size_t run_end_of(Alphabet alphabet, std::size_t from, Alphabet negated);
};

/// Whether a quoted value may start so. What follows the end of a string of JSON may not.
constexpr bool opens_value(char first) {
  return !is(first, kBlank) && first != ',' && first != ':' && first != ']' && first != '}';
}

/// Whether `at` is inside an escape: before the n of `\n`, or in the digits of `\u00e9`.
bool splits_escape(std::string_view text, std::size_t at);

/// Looks at the text around an anchor found at `at`, adds what it finds to `scan.found` and answers
/// where to go on, after `at`.
using Finder = std::size_t (*)(Scan& scan, std::size_t at);

}  // namespace baton::redact
