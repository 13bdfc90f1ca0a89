#include "core/handoff/extract/words.hpp"

#include <algorithm>
#include <array>

#include "core/base/sort.hpp"
#include "core/base/text.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostBagWords = 20000;

constexpr auto kEmptyWords = std::to_array<std::string_view>({
    "a",     "about",   "add",       "added",      "after",  "all",     "also",    "an",
    "and",   "any",     "are",       "as",         "at",     "be",      "been",    "before",
    "both",  "but",     "by",        "can",        "check",  "create",  "created", "do",
    "does",  "done",    "each",      "explicitly", "for",    "from",    "get",     "has",
    "have",  "how",     "if",        "implement",  "in",     "into",    "is",      "it",
    "its",   "make",    "more",      "need",       "needs",  "new",     "no",      "not",
    "now",   "of",      "on",        "one",        "only",   "or",      "other",   "our",
    "out",   "project", "requested", "should",     "so",     "some",    "step",    "sure",
    "than",  "that",    "the",       "their",      "them",   "then",    "there",   "these",
    "they",  "this",    "to",        "up",         "update", "updated", "use",     "used",
    "using", "was",     "we",        "were",       "what",   "when",    "which",   "will",
    "with",  "write",   "written",   "yet",        "you",    "your",    "still",   "user",
    "them",  "me",      "my",
});

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

bool boundary(std::string_view text, std::size_t at) {
  return at == 0 || at >= text.size() || !is_word(text[at]) || !is_word(text[at - 1]);
}

std::string stem(std::string word) {
  for (std::string_view ending : {"ing", "ies", "es", "ed", "s"})
    if (word.size() > ending.size() + 2 && word.ends_with(ending)) {
      word.resize(word.size() - ending.size());
      break;
    }
  if (word.size() > 3 && word.ends_with('e')) word.pop_back();
  return word;
}

}  // namespace

bool has_cue(std::string_view lower, std::span<const std::string_view> cues) {
  for (std::string_view cue : cues) {
    const bool prefix = cue.ends_with('*');
    if (prefix) cue.remove_suffix(1);
    for (std::size_t at = 0; (at = lower.find(cue, at)) != std::string_view::npos; ++at)
      if (boundary(lower, at) && (prefix || boundary(lower, at + cue.size()))) return true;
  }
  return false;
}

bool starts_with_cue(std::string_view lower, std::span<const std::string_view> cues) {
  return std::any_of(cues.begin(), cues.end(), [&](std::string_view cue) {
    const bool prefix = cue.ends_with('*');
    if (prefix) cue.remove_suffix(1);
    return lower.starts_with(cue) && (prefix || boundary(lower, cue.size()));
  });
}

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank && !inside) ++count;
    inside = !blank;
  }
  return count;
}

std::vector<std::string> content_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size() && words.size() < 64;) {
    if (!is_word(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_word(text[end])) ++end;
    std::string word = lowered(text.substr(at, end - at));
    at = end;
    if (word.size() < 2 ||
        std::find(kEmptyWords.begin(), kEmptyWords.end(), word) != kEmptyWords.end())
      continue;
    word = stem(std::move(word));
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  return words;
}

void WordBag::add(std::string_view text) {
  while (!text.empty() && words_.size() < kMostBagWords) {
    const std::string_view piece = cut(text, 400);
    for (std::string& word : content_words(piece)) words_.insert(std::move(word));
    text.remove_prefix(std::max<std::size_t>(piece.size(), 1));
  }
}

double WordBag::covers(std::string_view text) const {
  const std::vector<std::string> words = content_words(text);
  if (words.empty()) return 0;
  const auto known = std::count_if(words.begin(), words.end(),
                                   [&](const std::string& word) { return words_.contains(word); });
  return static_cast<double>(known) / static_cast<double>(words.size());
}

void WordBags::add(std::string_view text) {
  const std::vector<std::string> words = content_words(text);
  for (const std::string& word : words) sentences_with_[word].push_back(sentences_);
  sentences_ += words.empty() ? 0 : 1;
}

double WordBags::cover(std::string_view text) const {
  const std::vector<std::string> words = content_words(text);
  std::vector<std::uint32_t> known(sentences_);  // words, by sentence
  std::uint32_t best = 0;
  for (const std::string& word : words)
    if (const auto found = sentences_with_.find(word); found != sentences_with_.end())
      for (const std::uint32_t sentence : found->second) best = std::max(best, ++known[sentence]);
  return words.empty() ? 0 : static_cast<double>(best) / static_cast<double>(words.size());
}

}  // namespace baton
