#include "core/handoff/lint/words.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/topics.hpp"

namespace baton {
namespace {

using Words = std::string_view;

bool lint_word_byte(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Words of steps that name nothing, in order.
constexpr auto kVague = std::to_array<Words>({
    "a",
    "additional",
    "additions",
    "address",
    "again",
    "all",
    "an",
    "and",
    "any",
    "anything",
    "as",
    "bug",
    "bugs",
    "carry",
    "check",
    "checks",
    "clean",
    "cleanup",
    "code",
    "complete",
    "completing",
    "continue",
    "continued",
    "continuing",
    "debug",
    "debugging",
    "dev",
    "development",
    "do",
    "enhance",
    "error",
    "errors",
    "etc",
    "everything",
    "feature",
    "features",
    "finalize",
    "finish",
    "finishing",
    "fix",
    "fixes",
    "fixing",
    "for",
    "from",
    "further",
    "go",
    "going",
    "handle",
    "if",
    "implement",
    "implementation",
    "implementing",
    "improve",
    "improvements",
    "improving",
    "in",
    "investigate",
    "is",
    "issue",
    "issues",
    "it",
    "keep",
    "later",
    "left",
    "look",
    "make",
    "minor",
    "misc",
    "more",
    "necessary",
    "needed",
    "now",
    "of",
    "off",
    "on",
    "optimize",
    "optimizations",
    "or",
    "other",
    "others",
    "polish",
    "possible",
    "problem",
    "problems",
    "proceed",
    "project",
    "refactor",
    "refactoring",
    "refine",
    "remaining",
    "required",
    "resolve",
    "rest",
    "resume",
    "review",
    "some",
    "something",
    "soon",
    "stopped",
    "stuff",
    "sure",
    "task",
    "tasks",
    "tbd",
    "test",
    "testing",
    "tests",
    "that",
    "the",
    "them",
    "then",
    "these",
    "thing",
    "things",
    "this",
    "those",
    "to",
    "todo",
    "tweak",
    "tweaks",
    "up",
    "various",
    "we",
    "where",
    "with",
    "work",
    "working",
    "works",
});

bool is_vague(std::string_view word) {
  return std::ranges::binary_search(kVague, Words(lowered(word)));
}

constexpr auto kMonths = std::to_array<Words>(
    {"jan",  "feb",  "mar",    "apr",       "may",     "jun",      "jul",     "aug",
     "sep",  "oct",  "nov",    "dec",       "january", "february", "march",   "april",
     "june", "july", "august", "september", "october", "november", "december"});

bool mostly_beyond_ascii(std::string_view text) {
  const auto beyond =
      std::ranges::count_if(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return static_cast<std::size_t>(beyond) * 3 > text.size();
}

/// camelCase, snake_case, ALL_CAPS, v2: what is written in no ordinary word.
bool like_an_identifier(std::string_view word) {
  bool lower = false;
  std::size_t capitals = 0;
  for (const char c : word) {
    if (is_digit(c) || c == '_') return true;
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && lower) return true;
    capitals += capital;
    lower = lower || (c >= 'a' && c <= 'z');
  }
  return capitals >= 2 && capitals == word.size();
}

bool marks_something(std::string_view text) {
  constexpr std::string_view kOpening = "`\"#@/\\_$";
  return text.find_first_of(kOpening) != std::string_view::npos || contains(text, "“") ||
         contains(text, " --") || contains(text, "](");
}

/// A dot, slash or hyphen between two word characters joins them into a name: `parse.cpp`.
bool joined_name(std::string_view text) {
  for (std::size_t at = text.find('.'); at != std::string_view::npos; at = text.find('.', at + 1))
    if (at > 0 && at + 1 < text.size() && lint_word_byte(text[at - 1]) &&
        lint_word_byte(text[at + 1]))
      return true;
  return false;
}

/// A capital in the middle of a sentence is a name: "ask Ollama", not "Ask".
bool inner_capital(std::string_view text, std::string_view word) {
  if (word.front() < 'A' || word.front() > 'Z' || word.size() < 2) return false;
  std::size_t before = static_cast<std::size_t>(word.data() - text.data());
  while (before > 0 && contains(" \t*(", text.substr(before - 1, 1))) --before;
  return before > 0 && (lint_word_byte(text[before - 1]) || text[before - 1] == ',');
}

bool date_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (at + kForm.size() > text.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i)
    if (kForm[i] == 'd' ? !is_digit(text[at + i]) : text[at + i] != '-') return false;
  return at == 0 || !is_digit(text[at - 1]);
}

/// 5.2.2026, 5/2/2026, 2026/02/05.
bool numeric_day(std::string_view text) {
  int numbers = 0;
  bool digit = false;
  for (const char c : text) {
    if (is_digit(c)) {
      numbers += !digit;
      digit = true;
    } else {
      if (!digit || (c != '.' && c != '/' && c != '-')) numbers = 0;
      digit = false;
    }
    if (numbers == 3) return true;
  }
  return false;
}

}  // namespace

std::size_t find_phrase(std::string_view lower, std::string_view phrase, std::size_t from) {
  for (std::size_t at = from; (at = lower.find(phrase, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + phrase.size();
    const bool starts =
        at == 0 || !lint_word_byte(lower[at - 1]) || !lint_word_byte(phrase.front());
    const bool ends =
        end == lower.size() || !lint_word_byte(lower[end]) || !lint_word_byte(phrase.back());
    if (starts && ends) return at;
  }
  return std::string_view::npos;
}

bool has_phrase(std::string_view lower, std::span<const std::string_view> phrases) {
  return std::ranges::any_of(phrases, [&](std::string_view phrase) {
    return find_phrase(lower, phrase) != std::string_view::npos;
  });
}

std::vector<std::string_view> lint_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (lint_word_byte(text[end]) || text[end] == '_')) ++end;
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool names_something(std::string_view text) {
  if (marks_something(text) || joined_name(text) || mostly_beyond_ascii(text)) return true;
  return std::ranges::any_of(lint_words(text), [&](std::string_view word) {
    return like_an_identifier(word) || inner_capital(text, word);
  });
}

bool only_vague_words(std::string_view text) {
  if (text.find_first_of("`/#") != std::string_view::npos) return false;
  const std::vector<std::string_view> words = lint_words(text);
  return !words.empty() && words.size() <= 14 && std::ranges::all_of(words, is_vague);
}

std::size_t find_date(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('-', from); at != std::string_view::npos;
       at = text.find('-', at + 1))
    if (at >= from + 4 && date_at(text, at - 4)) return at - 4;
  return std::string_view::npos;
}

bool has_day(std::string_view lower) {
  if (find_date(lower) != std::string_view::npos || numeric_day(lower)) return true;
  const std::vector<std::string_view> words = lint_words(lower);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::ranges::find(kMonths, words[i]) == kMonths.end()) continue;
    if (i > 0 && is_digit(words[i - 1].front())) return true;
    if (i + 1 < words.size() && is_digit(words[i + 1].front())) return true;
  }
  return false;
}

bool says_none(std::string_view text) {
  const std::string words = heading_words(text.substr(0, std::min<std::size_t>(text.size(), 60)));
  return words.empty() || words == "none" || words == "n a" || words == "nothing" ||
         words == "no" || words.starts_with("none ") || words.starts_with("no blockers") ||
         words.starts_with("nothing ");
}

}  // namespace baton
