#include "core/measure/vocabulary.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/measure/words.hpp"

namespace baton::measured {
namespace {

constexpr std::size_t kMostEntries = 4'000'000;
constexpr std::size_t kLongestWord = 400;
constexpr std::size_t kCommitPrefix = 7;
constexpr std::uint64_t kPairSeed = 0x9e3779b97f4a7c15ULL;
constexpr std::uint64_t kCommitSeed = 0x517cc1b727220a95ULL;

std::uint64_t pair_of(std::uint64_t before, std::uint64_t word) {
  return (before ^ kPairSeed) * 0x2545f4914f6cdd1dULL + word;
}

}  // namespace

bool looks_like_commit(std::string_view word) {
  if (word.size() < kCommitPrefix || word.size() > 40) return false;
  int digits = 0;
  for (const char c : word) {
    if (is_digit(c)) ++digits;
    if (!is_digit(c) && (c < 'a' || c > 'f')) return false;
  }
  return digits > 0 && digits < static_cast<int>(word.size());
}

bool looks_like_path(std::string_view word) {
  if (word.find("//") != std::string_view::npos || word.find('@') == 0) return false;
  const std::size_t dot = word.rfind('.');
  const std::size_t slash = word.rfind('/');
  const std::string_view ending = dot == std::string_view::npos ? "" : word.substr(dot + 1);
  const bool has_ending =
      !ending.empty() && ending.size() <= 5 && dot > 0 &&
      (slash == std::string_view::npos || dot > slash + 1 || slash + 1 == dot) &&
      std::all_of(ending.begin(), ending.end(),
                  [](char c) { return is_letter(c) || is_digit(c); }) &&
      is_letter(ending[0]);
  if (slash == std::string_view::npos)
    return has_ending && word.find('$') == std::string_view::npos;
  return has_ending && slash > 0;
}

void Vocabulary::put(std::uint64_t hash) {
  if (seen_.size() < kMostEntries) seen_.insert(hash);
}

void Vocabulary::add_word(std::string_view word, std::uint64_t& before) {
  word = word.substr(0, kLongestWord);
  const std::uint64_t hash = hash_of(word);
  put(hash);
  put(pair_of(before, hash));
  before = hash;
  for (std::size_t at = word.find_first_of("/."); at != std::string_view::npos;
       at = word.find_first_of("/.", at + 1))
    put(hash_of(word.substr(at + 1)));
  if (looks_like_commit(word)) put(hash_of(word.substr(0, kCommitPrefix), kCommitSeed));
}

void Vocabulary::add(std::string_view text) {
  std::uint64_t before = 0;
  each_word(text, [&](std::string_view word) { add_word(word, before); });
}

bool Vocabulary::has_path(std::string_view path) const {
  if (path.starts_with("./")) path.remove_prefix(2);
  if (has(hash_of(path))) return true;
  const std::size_t slash = path.find('/');
  return path.starts_with('/') && slash + 1 < path.size() && has(hash_of(path.substr(1)));
}

bool Vocabulary::has_commit(std::string_view commit) const {
  return has(hash_of(commit.substr(0, kCommitPrefix), kCommitSeed));
}

bool Vocabulary::has_word(std::string_view word) const {
  if (has(hash_of(word))) return true;
  bool all = true;
  std::size_t parts = 0;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t end = std::min(word.find_first_of("./", at), word.size());
    if (end > at) ++parts;
    if (end > at && !has(hash_of(word.substr(at, end - at)))) all = false;
    at = end + 1;
  }
  return all && parts > 1;
}

bool Vocabulary::has_sequence(std::string_view words) const {
  std::uint64_t before = 0;
  bool first = true;
  bool all = true;
  each_word(words, [&](std::string_view word) {
    const std::uint64_t hash = hash_of(word);
    if (first ? !has(hash) : !has(pair_of(before, hash))) all = false;
    before = hash;
    first = false;
  });
  return all && !first;
}

}  // namespace baton::measured
