#include "core/hooks/prompt_terms.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/one_line.hpp"

namespace baton::hooks {
namespace {

constexpr std::size_t kMostTerms = 24;
constexpr std::size_t kMostPrompt = 4000;  ///< bytes that are looked at
constexpr std::size_t kLeastWord = 3;
constexpr std::size_t kMostWord = 64;
constexpr std::size_t kLeastIdentifier = 5;

/// Words that say how something is asked, not what about. Sorted.
constexpr auto kCommon = std::to_array<std::string_view>(
    {"about", "above",   "add",   "after",   "again", "all",    "also",   "always",   "and",
     "any",   "are",     "back",  "because", "been",  "before", "being",  "below",    "best",
     "both",  "but",     "can",   "change",  "check", "code",   "come",   "continue", "could",
     "did",   "does",    "doing", "done",    "don't", "each",   "else",   "even",     "every",
     "file",  "files",   "find",  "first",   "fix",   "for",    "from",   "get",      "give",
     "going", "good",    "had",   "has",     "have",  "help",   "here",   "how",      "into",
     "it's",  "its",     "just",  "keep",    "know",  "last",   "let",    "let's",    "like",
     "look",  "made",    "make",  "many",    "may",   "more",   "most",   "much",     "must",
     "need",  "new",     "next",  "not",     "now",   "off",    "okay",   "old",      "one",
     "only",  "other",   "our",   "out",     "over",  "own",    "please", "put",      "really",
     "right", "run",     "same",  "see",     "set",   "should", "show",   "since",    "some",
     "still", "such",    "sure",  "take",    "tell",  "than",   "thanks", "that",     "the",
     "their", "them",    "then",  "there",   "these", "they",   "thing",  "think",    "this",
     "those", "through", "too",   "try",     "two",   "under",  "until",  "update",   "use",
     "used",  "using",   "very",  "want",    "was",   "way",    "well",   "were",     "what",
     "when",  "where",   "which", "while",   "who",   "why",    "will",   "with",     "work",
     "works", "would",   "write", "yes",     "yet",   "you",    "your"});

bool is_common(std::string_view word) { return std::ranges::find(kCommon, word) != kCommon.end(); }

bool is_inner(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 || c == '_' ||
         c == '-' || c == '.' || c == '/' || c == '\'';
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Code rather than prose: marks inside, a capital after a small letter, letters with digits.
bool is_identifier(std::string_view word) {
  if (word.size() < kLeastIdentifier) return false;
  bool letters = false;
  bool digits = false;
  bool marks = false;
  bool camel = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    letters = letters || is_letter(word[i]);
    digits = digits || is_digit(word[i]);
    marks = marks || word[i] == '_' || word[i] == '/' || word[i] == '.';
    camel =
        camel || (i > 0 && is_upper(word[i]) && !is_upper(word[i - 1]) && is_letter(word[i - 1]));
  }
  return letters && (marks || camel || digits);
}

std::string_view without_edges(std::string_view word) {
  constexpr std::string_view kEdges = ".-/'";
  while (!word.empty() && kEdges.contains(word.front())) word.remove_prefix(1);
  while (!word.empty() && kEdges.contains(word.back())) word.remove_suffix(1);
  return word;
}

void add_term(std::vector<PromptTerm>& terms, std::string_view word) {
  word = without_edges(word);
  if (word.size() < kLeastWord || word.size() > kMostWord) return;
  if (std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.'; })) return;
  std::string lower = lowered(word);
  if (is_common(lower)) return;
  if (std::ranges::find(terms, lower, &PromptTerm::word) != terms.end()) return;
  terms.push_back({std::move(lower), is_identifier(word)});
}

std::size_t terms_in(std::string_view line, const std::vector<PromptTerm>& terms) {
  const std::string lower = lowered(line);
  std::size_t count = 0;
  for (const PromptTerm& term : terms)
    if (contains(lower, term.word)) count += term.identifier ? 2 : 1;
  return count;
}

}  // namespace

std::vector<PromptTerm> prompt_terms(std::string_view prompt) {
  prompt = cut(prompt, kMostPrompt);
  std::vector<PromptTerm> terms;
  for (std::size_t at = 0; at < prompt.size() && terms.size() < kMostTerms;) {
    std::size_t end = at;
    while (end < prompt.size() && is_inner(prompt[end])) ++end;
    if (end > at) add_term(terms, prompt.substr(at, end - at));
    at = end + 1;
  }
  return terms;
}

std::string telling_line(std::string_view text, const std::vector<PromptTerm>& terms,
                         std::size_t most) {
  std::string_view best;
  std::size_t most_terms = 0;
  for (const std::string_view line : lines_of(text)) {
    const std::size_t count = terms_in(line, terms);
    if (count > most_terms) best = line;
    most_terms = std::max(most_terms, count);
  }
  best = trimmed(best);
  while (!best.empty() && std::string_view("-*#>• ").contains(best.front())) best.remove_prefix(1);
  return plain_line(best, most);
}

}  // namespace baton::hooks
