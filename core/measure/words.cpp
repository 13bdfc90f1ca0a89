#include "core/measure/words.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace baton::measured {
namespace {

constexpr auto kCommonest = std::to_array<std::string_view>(
    {"about", "after",  "again", "also",  "been",  "before", "being", "both",  "does",  "done",
     "down",  "each",   "even",  "every", "from",  "have",   "here",  "into",  "just",  "like",
     "made",  "make",   "more",  "most",  "much",  "need",   "needs", "only",  "other", "over",
     "same",  "should", "some",  "such",  "than",  "that",   "their", "them",  "then",  "there",
     "these", "they",   "this",  "those", "uses",  "using",  "very",  "want",  "well",  "were",
     "what",  "when",   "where", "which", "while", "will",   "with",  "would", "your",  "you're"});

constexpr std::string_view kOrnaments = "*`_#>\"“”";

std::string_view without_bullet(std::string_view line) {
  line = trimmed(line);
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 0 && digits < 4 && digits < line.size() &&
      (line[digits] == '.' || line[digits] == ')'))
    line.remove_prefix(digits + 1);
  else if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ "))
    line.remove_prefix(2);
  line = trimmed(line);
  if (line.starts_with("[ ]") || line.starts_with("[x]") || line.starts_with("[X]"))
    line.remove_prefix(3);
  return trimmed(line);
}

std::string without_ornaments(std::string_view line) {
  std::string text;
  for (const char c : line)
    if (kOrnaments.find(c) == std::string_view::npos || c == '_') text += c;
  return std::string(trimmed(text));
}

/// Where the sentence that starts at `from` ends: after ". ", "! " or "? ".
std::size_t end_of_sentence(std::string_view line, std::size_t from) {
  for (std::size_t at = from; at + 1 < line.size(); ++at)
    if ((line[at] == '.' || line[at] == '!' || line[at] == '?') && line[at + 1] == ' ')
      return at + 1;
  return line.size();
}

}  // namespace

bool is_word_character(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 || c == '_' ||
         c == '.' || c == '/' || c == '@' || c == '~' || c == '+' || c == '-' || c == '$';
}

std::uint64_t hash_of(std::string_view word, std::uint64_t seed) {
  for (const char c : word) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return seed;
}

std::vector<std::string> key_words(std::string_view sentence) {
  std::vector<std::string> keys;
  each_word(sentence, [&](std::string_view word) {
    const bool numbered = word.find_first_of("0123456789") != std::string_view::npos;
    if (word.size() < 4 && !numbered) return;
    std::string key = lowered(word);
    if (std::find(kCommonest.begin(), kCommonest.end(), key) != kCommonest.end()) return;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  });
  return keys;
}

std::vector<std::string> statements_of(std::string_view text) {
  std::vector<std::string> statements;
  bool code = false;
  for (std::string_view line : lines_of(text)) {
    if (trimmed(line).starts_with("```")) code = !code;
    if (code || trimmed(line).starts_with("```") || trimmed(line).starts_with("|")) continue;
    const std::string plain = without_ornaments(without_bullet(line));
    for (std::size_t at = 0; at < plain.size();) {
      const std::size_t end = end_of_sentence(plain, at);
      const std::string_view sentence = trimmed(std::string_view(plain).substr(at, end - at));
      if (!sentence.empty()) statements.emplace_back(sentence);
      at = end;
    }
  }
  return statements;
}

bool has_any(std::string_view lower, const std::vector<std::string_view>& cues) {
  return std::any_of(cues.begin(), cues.end(), [&](std::string_view cue) {
    for (std::size_t at = lower.find(cue); at != std::string_view::npos;
         at = lower.find(cue, at + 1)) {
      const bool begins = at == 0 || !is_letter(lower[at - 1]);
      const std::size_t end = at + cue.size();
      if (begins && (end == lower.size() || !is_letter(lower[end]))) return true;
    }
    return false;
  });
}

}  // namespace baton::measured
