#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace baton::redact {

/// A set of characters, one bit for each kind that secrets are made of.
using Alphabet = std::uint32_t;

inline constexpr Alphabet kDigit = 1, kLowerHex = 2, kLowerRest = 4, kUpperHex = 8, kUpperRest = 16,
                          kDash = 32, kUnderscore = 64, kDot = 128, kPlusSlash = 256, kEqual = 512,
                          kBlank = 1024, kQuote = 2048, kBackslash = 4096, kShell = 8192,
                          kBracket = 16384, kTilde = 32768;
inline constexpr Alphabet kLower = kLowerHex | kLowerRest;
inline constexpr Alphabet kUpper = kUpperHex | kUpperRest;
inline constexpr Alphabet kLetter = kLower | kUpper;
inline constexpr Alphabet kLowerHexDigit = kLowerHex | kDigit;
inline constexpr Alphabet kHex = kDigit | kLowerHex | kUpperHex;
inline constexpr Alphabet kAlnum = kDigit | kLetter;
inline constexpr Alphabet kWord = kAlnum | kUnderscore;
inline constexpr Alphabet kUrlSafe = kWord | kDash;  ///< of base64url
inline constexpr Alphabet kUrlDot = kUrlSafe | kDot;
inline constexpr Alphabet kBase64 = kAlnum | kPlusSlash | kEqual;

namespace detail {
constexpr void mark(std::array<Alphabet, 256>& table, std::string_view characters, Alphabet kind) {
  for (const char c : characters) table[static_cast<unsigned char>(c)] |= kind;
}

constexpr std::array<Alphabet, 256> character_kinds() {
  std::array<Alphabet, 256> table{};
  mark(table, "0123456789", kDigit);
  mark(table, "abcdef", kLowerHex);
  mark(table, "ghijklmnopqrstuvwxyz", kLowerRest);
  mark(table, "ABCDEF", kUpperHex);
  mark(table, "GHIJKLMNOPQRSTUVWXYZ", kUpperRest);
  mark(table, "-", kDash);
  mark(table, "_", kUnderscore);
  mark(table, ".", kDot);
  mark(table, "+/", kPlusSlash);
  mark(table, "=", kEqual);
  mark(table, "~", kTilde);
  mark(table, " \t\r\n\f\v", kBlank);
  mark(table, "\"'`", kQuote);
  mark(table, "\\", kBackslash);
  mark(table, "<>|&;", kShell);
  mark(table, "()[]{},", kBracket);
  return table;
}
inline constexpr std::array<Alphabet, 256> kKinds = character_kinds();
}  // namespace detail

constexpr bool is(char c, Alphabet alphabet) {
  return (detail::kKinds[static_cast<unsigned char>(c)] & alphabet) != 0;
}

constexpr char lower(char c) { return is(c, kUpper) ? static_cast<char>(c + ('a' - 'A')) : c; }

/// The end of the run of `alphabet` that starts at `from`, at most `most` characters away.
constexpr std::size_t run_end(std::string_view text, std::size_t from, Alphabet alphabet,
                              std::size_t most = std::string_view::npos) {
  const std::size_t limit = most < text.size() - from ? from + most : text.size();
  while (from < limit && is(text[from], alphabet)) ++from;
  return from;
}

/// The start of the run of `alphabet` that ends at `to`, at most `most` characters away and not
/// before `floor`.
constexpr std::size_t run_start(std::string_view text, std::size_t to, Alphabet alphabet,
                                std::size_t most, std::size_t floor = 0) {
  const std::size_t limit = to - floor > most ? to - most : floor;
  while (to > limit && is(text[to - 1], alphabet)) --to;
  return to;
}

}  // namespace baton::redact
