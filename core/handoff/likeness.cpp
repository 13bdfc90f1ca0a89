#include "core/handoff/likeness.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "core/base/sort.hpp"
#include "core/base/text.hpp"
#include "core/handoff/topics.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostCompared = 100;
constexpr std::size_t kMostRead = 4000;    ///< bytes, for being equal
constexpr std::size_t kMostStemmed = 400;  ///< for being nearly equal

constexpr auto kFillWords = std::to_array<std::string_view>({
    "a",    "an",  "and",  "are",  "as",  "at", "be",   "been", "by", "for",
    "from", "has", "in",   "into", "is",  "it", "its",  "of",   "on", "or",
    "that", "the", "this", "to",   "was", "we", "were", "with",
});

struct PastTense {
  std::string_view past;
  std::string_view present;
};

constexpr auto kPast = std::to_array<PastTense>({
    {"wrote", "write"}, {"written", "write"}, {"built", "build"},  {"made", "make"},
    {"ran", "run"},     {"found", "find"},    {"chose", "choose"}, {"chosen", "choose"},
    {"did", "do"},      {"done", "do"},       {"sent", "send"},    {"kept", "keep"},
    {"got", "get"},     {"took", "take"},     {"taken", "take"},   {"split", "split"},
    {"cut", "cut"},     {"drew", "draw"},     {"began", "begin"},  {"brought", "bring"},
});

void drop_ending(std::string& word) {
  const auto drop = [&](std::string_view ending, std::size_t least) {
    if (word.size() < least + ending.size() || !word.ends_with(ending)) return false;
    word.resize(word.size() - ending.size());
    return true;
  };
  if (drop("ied", 2) || drop("ies", 2)) {
    word += 'y';
    return;
  }
  if (!drop("ing", 3) && !drop("ed", 3) && !drop("es", 3)) drop("s", 3);
  if (word.size() > 3) drop("e", 3);
  if (word.size() > 2 && word.back() == word[word.size() - 2] && is_letter(word.back()))
    word.pop_back();
}

std::string stem_of(std::string_view word) {
  const auto past = std::ranges::find(kPast, word, &PastTense::past);
  std::string stem(past == kPast.end() ? word : past->present);
  if (!is_digit(stem.back())) drop_ending(stem);
  return stem;
}

std::size_t common_stems(const Likeness& one, const Likeness& other) {
  std::size_t common = 0;
  for (std::size_t i = 0, k = 0; i < one.stems.size() && k < other.stems.size();) {
    const int order = one.stems[i].compare(other.stems[k]);
    common += order == 0;
    i += order <= 0;
    k += order >= 0;
  }
  return common;
}

/// The unmatched ones' indices, as many as are compared by likeness.
std::vector<std::size_t> open_ones(std::size_t size, const std::vector<bool>& closed) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < size && open.size() < kMostCompared; ++i)
    if (!closed[i]) open.push_back(i);
  return open;
}

}  // namespace

Likeness::Likeness(std::string_view text) {
  normal = heading_words(cut(text, kMostRead));
  std::string_view rest = cut(normal, kMostStemmed);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    if (std::ranges::find(kFillWords, word) == kFillWords.end()) stems.push_back(stem_of(word));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  sort_by(stems, std::less<>());
  stems.erase(std::ranges::unique(stems).begin(), stems.end());
}

bool nearly_equal(const Likeness& one, const Likeness& other) {
  const std::size_t shorter = std::min(one.stems.size(), other.stems.size());
  const std::size_t longer = std::max(one.stems.size(), other.stems.size());
  if (longer > 2 * shorter) return false;
  const std::size_t common = common_stems(one, other);
  if (common == 0) return false;
  if (common == longer) return true;
  if (common == shorter) return common >= 3;
  return (longer - common) * 9 <= longer;
}

std::vector<std::size_t> partners(const std::vector<Likeness>& before,
                                  const std::vector<Likeness>& after, std::vector<bool>& taken,
                                  const std::vector<bool>& settled) {
  std::vector<std::size_t> found(before.size(), kNoPartner);
  std::vector<bool> closed = settled;
  std::unordered_map<std::string_view, std::vector<std::size_t>> equal;
  for (std::size_t i = after.size(); i-- > 0;)
    if (!taken[i]) equal[after[i].normal].push_back(i);
  const auto join = [&](std::size_t one, std::size_t other) {
    found[one] = other;
    closed[one] = true;
    taken[other] = true;
  };
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto same = equal.find(before[i].normal);
    if (closed[i] || same == equal.end() || same->second.empty()) continue;
    join(i, same->second.back());
    same->second.pop_back();
  }
  const std::vector<std::size_t> candidates = open_ones(after.size(), taken);
  for (const std::size_t i : open_ones(before.size(), closed)) {
    const auto like = std::ranges::find_if(
        candidates, [&](std::size_t k) { return !taken[k] && nearly_equal(before[i], after[k]); });
    if (like != candidates.end()) join(i, *like);
  }
  return found;
}

}  // namespace baton
