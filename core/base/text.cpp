#include "core/base/text.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

namespace baton {
namespace {

bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// The well-formed sequence at `at` (Unicode 15, table 3-7): its length, or 0 and in `bad` the
/// length of the maximal ill-formed part.
std::size_t sequence_at(std::string_view text, std::size_t at, std::size_t& bad) {
  const auto byte = [&](std::size_t i) -> unsigned char {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const unsigned char lead = byte(at);
  bad = 1;
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(at + 1) < low || byte(at + 1) > high) return 0;
  for (bad = 2; bad < length; ++bad)
    if (!continues(byte(at + bad))) return 0;
  return length;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_word(char c) { return is_upper(c) || is_lower(c) || is_digit(c); }

/// Whether a new word starts at `i` of an identifier: aB, 1B, ABc (before B), a1.
bool splits_at(std::string_view word, std::size_t i) {
  const char before = word[i - 1];
  const char here = word[i];
  if (is_upper(here)) return !is_upper(before) || (i + 1 < word.size() && is_lower(word[i + 1]));
  if (is_digit(here)) return !is_digit(before);
  return is_digit(before);
}

void add_words(std::string_view identifier, std::string& words) {
  std::size_t start = 0;
  std::string split;
  for (std::size_t i = 1; i <= identifier.size(); ++i) {
    if (i < identifier.size() && !splits_at(identifier, i)) continue;
    if (!is_digit(identifier[start])) split += lowered(identifier.substr(start, i - start)) + ' ';
    start = i;
  }
  if (std::count(split.begin(), split.end(), ' ') < 2) return;
  if (words.find(split) == std::string::npos || words.size() > 4096) words += split;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) {
  static_assert(std::endian::native == std::endian::little);
  std::size_t at = 0;
  std::size_t bad = 0;
  while (at < text.size()) {
    std::uint64_t eight = 0;
    if (at + 8 <= text.size()) {
      std::memcpy(&eight, text.data() + at, 8);
      eight &= 0x8080808080808080ULL;
      if (eight == 0) {
        at += 8;
        continue;
      }
      at += static_cast<std::size_t>(std::countr_zero(eight)) / 8;
    }
    const std::size_t length = sequence_at(text, at, bad);
    if (!length) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::string repaired_utf8(std::string_view text, std::int64_t& replaced) {
  std::string repaired;
  for (;;) {
    const std::size_t at = first_invalid_utf8(text);
    repaired += text.substr(0, at);
    if (at == std::string_view::npos) return repaired;
    std::size_t bad = 0;
    sequence_at(text, at, bad);
    repaired += kReplacement;
    ++replaced;
    text.remove_prefix(std::min(text.size(), at + bad));
  }
}

std::string without_nuls(std::string_view text, std::int64_t& replaced) {
  std::string clean;
  clean.reserve(text.size());
  for (char c : text) {
    if (c) {
      clean += c;
    } else {
      clean += kReplacement;
      ++replaced;
    }
  }
  return clean;
}

void append_utf8(char32_t character, std::string& text) {
  const auto byte = [&](char32_t value) { text += static_cast<char>(value); };
  const auto continuation = [&](int shift) { byte(0x80 | ((character >> shift) & 0x3F)); };
  if (character < 0x80) return byte(character);
  if (character < 0x800) {
    byte(0xC0 | (character >> 6));
  } else if (character < 0x10000) {
    byte(0xE0 | (character >> 12));
    continuation(6);
  } else {
    byte(0xF0 | (character >> 18));
    continuation(12);
    continuation(6);
  }
  continuation(0);
}

std::string joined_lines(const std::vector<std::string_view>& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i) text += '\n';
    text += lines[i];
  }
  return text;
}

std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  for (std::size_t end = most; most - end < 4; --end) {
    if (end == 0 || !continues(static_cast<unsigned char>(text[end]))) return text.substr(0, end);
  }
  return text.substr(0, most);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (is_upper(c)) c = static_cast<char>(c + ('a' - 'A'));
  return lower;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const char* begin = text.data();
  const char* end = begin + text.size();
  const auto [stop, fault] = std::from_chars(begin, end, value);
  if (text.empty() || fault != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::string identifier_words(std::string_view text) {
  std::string words;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_word(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    bool splits = false;
    for (; end < text.size() && is_word(text[end]); ++end)
      splits = splits || (is_upper(text[end]) && !is_upper(text[end - 1])) ||
               (is_lower(text[end]) && end > i + 1 && is_upper(text[end - 2]));
    if (splits && end - i <= 64) add_words(text.substr(i, end - i), words);
    i = end;
  }
  if (!words.empty()) words.pop_back();
  return words;
}

std::size_t count_tokens(std::string_view text) {
  const auto characters = static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return !continues(static_cast<unsigned char>(c)); }));
  return (characters + 3) / 4;
}

}  // namespace baton
