#include "native/cli/text_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/text.hpp"

namespace baton::cli {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Combining marks, joiners and selectors of the scripts that people meet (Unicode 15).
constexpr auto kZero = std::to_array<Range>({
    {0x0300, 0x036F},   {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0670, 0x0670},   {0x06D6, 0x06DC}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D},
    {0x0E31, 0x0E31},   {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1160, 0x11FF}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},   {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20F0}, {0x302A, 0x302D},
    {0x3099, 0x309A},   {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF},
    {0xE0001, 0xE01EF},
});

/// East Asian Wide and Fullwidth, and emoji that are shown as such without a selector.
constexpr auto kWide = std::to_array<Range>({
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x3029},
    {0x302E, 0x303E},   {0x3041, 0x3098},   {0x309B, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x16FE0, 0x18AFF}, {0x1AFF0, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F265}, {0x1F300, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA},
    {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4},
    {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2},
    {0x1F6D5, 0x1F6D7}, {0x1F6DC, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF},
    {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
});

template <std::size_t N>
bool in(const std::array<Range, N>& ranges, char32_t character) {
  const auto after = std::ranges::upper_bound(ranges, character, {}, &Range::first);
  return after != ranges.begin() && character <= std::prev(after)->last;
}

/// Takes the first character off `text`, which is valid UTF-8 and not empty; `bytes` is what it
/// was.
char32_t take(std::string_view& text, std::string_view& bytes) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  bytes = text.substr(0, length);
  text.remove_prefix(bytes.size());
  if (length == 1) return lead;
  char32_t character = lead & (0x7FU >> length);
  for (const char byte : bytes.substr(1)) {
    character = (character << 6) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  return character;
}

std::size_t width_of(char32_t character) {
  if (character < 0x300) return 1;
  if (in(kZero, character)) return 0;
  return in(kWide, character) ? 2 : 1;
}

bool is_control(char32_t character) {
  if (character == '\n' || character == '\t') return false;
  return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

/// Marks that make text read in another order than it is written.
bool is_reordering(char32_t character) {
  return (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

/// The length of the escape sequence after ESC: `[…letter`, `]…BEL`, or one character.
std::size_t length_of_sequence(std::string_view after) {
  if (after.starts_with('[')) {
    const auto last = after.find_first_not_of("0123456789;:<=>?!\"#$%&'()*+,-./ ", 1);
    if (last == std::string_view::npos) return after.size();
    return after[last] >= '@' && after[last] <= '~' ? last + 1 : last;
  }
  if (after.starts_with(']')) {
    const auto last = after.find_first_of("\a\x1B\n");
    return last == std::string_view::npos || after[last] != '\a' ? 1 : last + 1;
  }
  return 0;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  std::string_view bytes;
  while (!text.empty()) columns += width_of(take(text, bytes));
  return columns;
}

std::string fitted(std::string_view text, std::size_t columns) {
  if (columns_of(text) <= columns) return std::string(text);
  if (columns == 0) return "";
  std::string result;
  std::string_view bytes;
  std::size_t used = 0;
  while (!text.empty()) {
    used += width_of(take(text, bytes));
    if (used > columns - 1) break;
    result += bytes;
  }
  return result + "…";
}

std::string shown(std::string_view text) {
  std::int64_t replaced = 0;
  const std::string valid = repaired_utf8(text, replaced);
  std::string result;
  result.reserve(valid.size());
  std::string_view rest = valid;
  std::string_view bytes;
  while (!rest.empty()) {
    const char32_t character = take(rest, bytes);
    if (character == 0x1B) rest.remove_prefix(length_of_sequence(rest));
    if (!is_control(character) && !is_reordering(character)) result += bytes;
  }
  return result;
}

std::string one_line(std::string_view text) {
  std::string result;
  bool blank = false;
  for (const char byte : shown(text)) {
    if (byte == ' ' || byte == '\n' || byte == '\t') {
      blank = !result.empty();
      continue;
    }
    if (blank) result += ' ';
    blank = false;
    result += byte;
  }
  return result;
}

}  // namespace baton::cli
