#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  ///< U+FFFD

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7), or npos.
std::size_t first_invalid_utf8(std::string_view text);

/// Well-formed UTF-8 with every maximal ill-formed part replaced by U+FFFD; `replaced` is counted
/// up.
std::string repaired_utf8(std::string_view text, std::int64_t& replaced);

/// `text` with every NUL replaced by U+FFFD; `replaced` is counted up.
std::string without_nuls(std::string_view text, std::int64_t& replaced);

/// Appends a code point (at most 0x10FFFF, no surrogate) as UTF-8.
void append_utf8(char32_t character, std::string& text);

/// At most `most` bytes of `text`, cut between characters.
std::string_view cut(std::string_view text, std::size_t most);

std::string_view trimmed(std::string_view text);
std::string lowered(std::string_view text);                     ///< ASCII letters only
std::vector<std::string_view> lines_of(std::string_view text);  ///< without the line ends, CRLF too
bool contains(std::string_view text, std::string_view part);

/// `lines` with '\n' between them.
std::string joined_lines(const std::vector<std::string_view>& lines);
/// What follows the last '/' of a path.
std::string_view base_name(std::string_view path);

/// A whole number in decimal digits with an optional minus, and nothing else; nullopt if it is none
/// or does not fit.
std::optional<std::int64_t> whole_number(std::string_view text);

/// Lower-case words of the camelCase, PascalCase and digit-joined identifiers in `text`, each
/// identifier once, separated by blanks: "parseConfig HTTPServer2" → "parse config http server".
/// What FTS5's tokenizer does not split; indexed beside the text.
std::string identifier_words(std::string_view text);

/// Tokens of a text everywhere in Baton: ⌈characters / 4⌉.
std::size_t count_tokens(std::string_view text);

}  // namespace baton
