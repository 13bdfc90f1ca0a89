#include "core/transcript/mojibake.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/text.hpp"

namespace baton {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// What the bytes 0x80 to 0x9F are in Windows-1252; those it leaves open are read as the C1
/// controls, as they are in Latin-1.
constexpr std::array<char16_t, 32> kWindowsLow = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/// Mac OS Roman from 0x80 (Apple, ROMAN.TXT).
constexpr std::array<char16_t, 128> kMacRoman = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
    0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
    0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7};

/// From a character to the byte that it was; 0 if a reading cannot have made it.
struct Reading {
  enum class Name { windows, mac };
  Name name;
  std::array<std::uint8_t, 0x300> low{};                     ///< by character
  std::array<std::pair<char16_t, std::uint8_t>, 64> high{};  ///< sorted by character
  std::size_t high_count = 0;

  constexpr void add(char16_t character, std::size_t byte) {
    const auto value = static_cast<std::uint8_t>(byte);
    if (character < low.size())
      low[character] = value;
    else
      high[high_count++] = {character, value};
  }

  std::uint8_t byte(char32_t character) const {
    if (character < low.size()) return low[character];
    if (character > 0xFFFF) return 0;
    const auto* end = high.data() + high_count;
    const auto* at =
        std::lower_bound(high.data(), end, character,
                         [](const auto& entry, char32_t wanted) { return entry.first < wanted; });
    return at != end && at->first == character ? at->second : std::uint8_t{0};
  }
};

constexpr Reading windows_reading() {
  Reading reading{Reading::Name::windows};
  for (char16_t c = 0x80; c <= 0xFF; ++c) reading.add(c, c);
  for (std::size_t i = 0; i < kWindowsLow.size(); ++i)
    if (kWindowsLow[i] > 0xFF) reading.add(kWindowsLow[i], 0x80 + i);
  // Windows-1254 puts Turkish letters where Windows-1252 has Icelandic ones.
  constexpr std::pair<char16_t, std::uint8_t> kTurkish[] = {
      {0x11E, 0xD0}, {0x130, 0xDD}, {0x15E, 0xDE}, {0x11F, 0xF0}, {0x131, 0xFD}, {0x15F, 0xFE}};
  for (const auto& [character, byte] : kTurkish) reading.add(character, byte);
  std::sort(reading.high.begin(),
            reading.high.begin() + static_cast<std::ptrdiff_t>(reading.high_count));
  return reading;
}

constexpr Reading mac_reading() {
  Reading reading{Reading::Name::mac};
  for (std::size_t i = 0; i < kMacRoman.size(); ++i) reading.add(kMacRoman[i], 0x80 + i);
  reading.add(0x00A4, 0xDB);  // the currency sign, before it was the euro's place
  reading.add(0x2126, 0xBD);  // ohm for omega
  std::sort(reading.high.begin(),
            reading.high.begin() + static_cast<std::ptrdiff_t>(reading.high_count));
  return reading;
}

constexpr Reading kWindows = windows_reading();
constexpr Reading kMac = mac_reading();

/// The character at `at`, moving `at` behind it; U+FFFD for a byte that begins none.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0xC2 || lead > 0xF4 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t character = length == 1 ? 0xFFFD : lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned next = at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    if ((next & 0xC0) != 0x80) {
      at += i;
      return 0xFFFD;
    }
    character = character << 6 | (next & 0x3F);
  }
  at += length;
  return character;
}

bool in(char32_t character, char32_t first, char32_t last) {
  return character >= first && character <= last;
}

/// One character of a run, mapped back: what it is, and the bytes of the misread text it came from.
struct Restored {
  char32_t character = 0;
  std::size_t first = 0;  ///< index of its first byte in the run
  std::size_t length = 0;
};

/// Emoji, pictographs and mathematical letters.
bool is_astral_symbol(char32_t c) { return in(c, 0x1F000, 0x1FAFF) || in(c, 0x1D400, 0x1D7FF); }

/// Punctuation, currency, arrows, operators, box drawing, shapes, dingbats.
bool is_symbol(char32_t c) {
  return in(c, 0x200B, 0x200F) || in(c, 0x2010, 0x2027) || in(c, 0x202F, 0x205E) ||
         in(c, 0x2060, 0x2063) || in(c, 0x20A0, 0x20C0) || in(c, 0x2100, 0x214F) ||
         in(c, 0x2190, 0x23FF) || in(c, 0x2460, 0x2BFF) || c == 0xFE0F || c == 0xFE0E ||
         c == 0xFEFF;
}

/// The alphabets and scripts whose letters come in words; 0 for anything else.
int script_of(char32_t c) {
  if (in(c, 0x370, 0x3FF)) return 1;                             // Greek
  if (in(c, 0x400, 0x52F)) return 2;                             // Cyrillic
  if (in(c, 0x5D0, 0x5F4)) return 3;                             // Hebrew
  if (in(c, 0x600, 0x6FF)) return 4;                             // Arabic
  if (in(c, 0x531, 0x58A)) return 5;                             // Armenian
  if (in(c, 0x900, 0xDFF)) return 6;                             // scripts of India
  if (in(c, 0xE00, 0xEFF)) return 7;                             // Thai, Lao
  if (in(c, 0x10A0, 0x10FF)) return 8;                           // Georgian
  if (in(c, 0x3000, 0x30FF) || in(c, 0x3400, 0x9FFF)) return 9;  // kana, CJK
  if (in(c, 0xFF01, 0xFFEF)) return 9;                           // full-width forms
  if (in(c, 0xAC00, 0xD7A3)) return 10;                          // Hangul
  return 0;
}

/// How many letters of a script in a row nobody types as punctuation and accents.
std::size_t certain_word(Reading::Name reading, const Restored& letter) {
  if (letter.length == 3) return 3;
  return reading == Reading::Name::mac ? 3 : 2;
}

bool is_latin(char32_t c) { return in(c, 0xC0, 0x24F) || in(c, 0x1E00, 0x1EFF); }

/// Characters that documents hold, and those that a second misreading makes.
bool is_plausible(char32_t c) {
  if (kWindows.byte(c) != 0 || kMac.byte(c) != 0) return true;
  if (c < 0x800)
    return c < 0x180 || in(c, 0x1A0, 0x1B0) || in(c, 0x1CD, 0x1DC) || in(c, 0x218, 0x21B) ||
           c == 0x18F || c == 0x259 || in(c, 0x2B0, 0x36F) || script_of(c) != 0;
  return !in(c, 0xD800, 0xF8FF) && !in(c, 0xFFF0, 0xFFFC) && c != 0xFFFE && c != 0xFFFF &&
         (c < 0x40000 || in(c, 0xE0000, 0xE01EF));
}

/// Punctuation that ends words and sentences, or joins them: what may stand behind a real accented
/// letter.
bool is_typed_behind(char32_t c) {
  return in(c, 0x2013, 0x2014) || in(c, 0x2018, 0x201E) || c == 0x2026 || c == 0x2039 ||
         c == 0x203A || c == 0xAB || c == 0xBB || c == 0xA0 || c == 0x2122 || c == 0x2022;
}

/// What mathematicians write behind a root, a negation or an approximation.
bool is_typed_in_formula(char32_t c) {
  return c == 0x3C0 || c == 0x2211 || c == 0x220F || c == 0x222B || c == 0x2202 || c == 0x3A9 ||
         c == 0x2126 || c == 0x221E || c == 0xB5 || c == 0xB1 || c == 0x2206 || c == 0xB7;
}

bool is_lower(char32_t c) { return in(c, U'a', U'z'); }
bool is_upper(char32_t c) { return in(c, U'A', U'Z'); }

/// A longest run of characters that a reading can have made, and what surrounds it.
struct Run {
  std::size_t begin = 0, end = 0;  ///< in the text
  char32_t before = 0, after = 0;
  std::vector<char32_t> characters;
  Bytes bytes;
  std::vector<Restored> restored;

  void clear() {
    characters.clear();
    bytes.clear();
    restored.clear();
  }
};

/// The well-formed, plausible character whose bytes start at `at`; length 0 if there is none.
Restored restored_at(const Bytes& bytes, std::size_t at) {
  const std::uint8_t lead = bytes[at];
  if (lead < 0xC2 || lead > 0xF4) return {};
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (at + length > bytes.size()) return {};
  char32_t character = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((bytes[at + i] & 0xC0) != 0x80) return {};
    character = character << 6 | (bytes[at + i] & 0x3F);
  }
  const char32_t least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
  if (character < least || !is_plausible(character)) return {};
  return {character, at, length};
}

bool restore(Run& run) {
  for (std::size_t at = 0; at < run.bytes.size();) {
    const Restored restored = restored_at(run.bytes, at);
    if (restored.length == 0) return false;
    run.restored.push_back(restored);
    at += restored.length;
  }
  return !run.restored.empty();
}

class Judge {
 public:
  Judge(Reading::Name reading, const Run& run) : reading_(reading), run_(run) {}

  /// Whether the run holds a sequence that no writer types.
  bool certain() const {
    for (std::size_t i = 0; i < run_.restored.size(); ++i)
      if (certain(i)) return true;
    return false;
  }

 private:
  bool certain(std::size_t i) const {
    const Restored& one = run_.restored[i];
    if (one.length == 4) return is_astral_symbol(one.character);
    if (script_of(one.character) != 0) return word_length(i) >= certain_word(reading_, one);
    if (one.length == 3 && is_symbol(one.character)) return certain_symbol(one);
    if (one.length == 3) return is_latin(one.character) && !is_typed_behind(source(one, 2));
    if (run_.before >= 0x80 || run_.after >= 0x80) return false;
    return reading_ == Reading::Name::mac ? certain_in_mac(one) : certain_in_windows(one);
  }

  /// How many letters of the same script stand here in a row.
  std::size_t word_length(std::size_t i) const {
    const int script = script_of(run_.restored[i].character);
    std::size_t first = i;
    std::size_t last = i;
    while (first > 0 && script_of(run_.restored[first - 1].character) == script) --first;
    while (last + 1 < run_.restored.size() &&
           script_of(run_.restored[last + 1].character) == script)
      ++last;
    return last - first + 1;
  }

  char32_t source(const Restored& one, std::size_t i) const {
    return run_.characters[one.first + i];
  }
  char32_t before(const Restored& one) const {
    return one.first == 0 ? run_.before : run_.characters[one.first - 1];
  }

  char32_t after(const Restored& one) const {
    const std::size_t end = one.first + one.length;
    return end == run_.characters.size() ? run_.after : run_.characters[end];
  }

  bool certain_symbol(const Restored& one) const {
    if (reading_ == Reading::Name::mac) return one.character != 0x219F;  // "‚Üü" begins a word
    const char32_t previous = before(one);
    const bool in_word = is_lower(previous) || is_upper(previous);
    return !in_word || !is_typed_behind(source(one, 1)) || !is_typed_behind(source(one, 2)) ||
           source(one, 2) == 0x201A;
  }

  /// "Ã©", "Â°", "Ä±": two characters, of which the second may be punctuation behind a real letter.
  bool certain_in_windows(const Restored& one) const {
    if (!in(one.character, 0xA0, 0x24F)) return false;
    const char32_t previous = before(one);
    const char32_t second = source(one, 1);
    if (one.character == 0xAB) return !is_upper(previous);  // "Â«": a quotation opens
    if (one.character == 0xA0) return previous > ' ' && !is_upper(previous);
    if (!is_typed_behind(second)) return !is_upper(previous) || is_latin(one.character);
    return is_lower(previous);
  }

  /// "√©", "¬∞", "ƒ±": two characters that a formula may hold, unless they stand inside a word.
  bool certain_in_mac(const Restored& one) const {
    const char32_t second = source(one, 1);
    if (!in(one.character, 0xA0, 0x17F)) return false;
    if (source(one, 0) == 0xAC)  // "¬": not
      return second != 0x3C0 && second != 0x3A9 && second != 0xB5 && second != 0xB1;
    if (!is_typed_in_formula(second)) return true;
    const char32_t previous = before(one);
    return second != 0x3C0 && (is_lower(previous) || is_upper(previous)) && is_lower(after(one));
  }

  Reading::Name reading_;
  const Run& run_;
};

/// The offset of the first byte that is not ASCII, from `at`; the size if there is none.
std::size_t next_non_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
  std::uint64_t eight = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & kHigh) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

/// Calls `on_run(run)` for each run, and `on_other()` for each character beside them that is not
/// ASCII.
template <class OnRun, class OnOther>
void each_run(std::string_view text, const Reading& reading, OnRun&& on_run, OnOther&& on_other) {
  Run run;
  char32_t last_other = 0;
  for (std::size_t at = next_non_ascii(text, 0); at < text.size(); at = next_non_ascii(text, at)) {
    run.clear();
    run.begin = run.end = at;
    run.before = at == 0 ? 0 : static_cast<unsigned char>(text[at - 1]);
    if (run.before >= 0x80) run.before = last_other;
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
      const char32_t character = next_character(text, at);
      const std::uint8_t byte = reading.byte(character);
      if (byte == 0) {
        last_other = character;
        on_other();
        break;
      }
      run.characters.push_back(character);
      run.bytes.push_back(byte);
      run.end = at;
    }
    run.after = run.end < text.size() ? static_cast<unsigned char>(text[run.end]) : 0;
    if (!run.bytes.empty()) on_run(run);
  }
}

/// What a text's runs say of it under one reading.
struct Survey {
  std::size_t certain = 0;  ///< runs that are repaired on their own evidence
  std::size_t good = 0;     ///< runs that map back, those included
  std::size_t bad = 0;      ///< runs that do not, and characters that the reading cannot make

  bool whole_text_misread() const { return certain > 0 && bad == 0; }
};

Survey survey(std::string_view text, const Reading& reading) {
  Survey survey;
  each_run(
      text, reading,
      [&](Run& run) {
        if (!restore(run)) {
          ++survey.bad;
          return;
        }
        ++survey.good;
        survey.certain += Judge(reading.name, run).certain();
      },
      [&] { ++survey.bad; });
  return survey;
}

/// A run alone in its quotes: `"Ã©"`.
bool is_quoted(const Run& run) {
  return run.before == run.after && (run.before == '"' || run.before == '`' || run.before == '\'');
}

/// One pass over the text under one reading; false if it changed nothing.
bool repair_once(Demojibaked& result, const Reading& reading, const Survey& found) {
  constexpr std::size_t kFew = 5;
  if (found.certain == 0) return false;
  const bool whole = found.whole_text_misread();
  const std::string_view text = result.text;
  std::string repaired;
  std::size_t done = 0;
  const std::int64_t before = result.places;
  each_run(
      text, reading,
      [&](Run& run) {
        if (!restore(run)) return;
        if (!whole && !Judge(reading.name, run).certain()) return;
        if (!whole && found.certain < kFew && is_quoted(run)) return;
        repaired += text.substr(done, run.begin - done);
        for (const Restored& one : run.restored) append_utf8(one.character, repaired);
        done = run.end;
        ++result.places;
      },
      [] {});
  if (result.places == before) return false;
  repaired += text.substr(done);
  result.text = std::move(repaired);
  return true;
}

/// The reading with more evidence goes first: what one made can look like the other's work.
bool repair_round(Demojibaked& result) {
  const Survey windows = survey(result.text, kWindows);
  const Survey mac = survey(result.text, kMac);
  if (windows.certain >= mac.certain)
    return repair_once(result, kWindows, windows) || repair_once(result, kMac, mac);
  return repair_once(result, kMac, mac) || repair_once(result, kWindows, windows);
}

}  // namespace

Demojibaked repair_mojibake(std::string text) {
  Demojibaked result{std::move(text), 0};
  // Every round that changes something makes the text shorter.
  while (repair_round(result)) {
  }
  return result;
}

}  // namespace baton
