#include "core/handoff/assist/grounds.hpp"

#include <algorithm>

#include "core/base/hash.hpp"
#include "core/base/sort.hpp"
#include "core/base/text.hpp"
#include "core/handoff/likeness.hpp"

namespace baton::assist {
namespace {

constexpr std::size_t kLeastWords = 2;
constexpr std::size_t kPart = 200;  ///< bytes whose words are taken at once

bool has_digit(std::string_view word) { return std::ranges::any_of(word, is_digit); }

/// Three in five.
bool enough(std::size_t found, std::size_t of) {
  return found * 5 >= of * 3 && found >= std::min(kLeastWords, of);
}

}  // namespace

Grounds::Words Grounds::words_of(std::string_view text, bool digits_only) {
  Words words;
  while (!text.empty()) {
    std::size_t end = std::min(kPart, text.size());
    if (end < text.size())
      if (const std::size_t blank = text.rfind(' ', end);
          blank != 0 && blank != std::string_view::npos)
        end = blank;
    const std::string_view part = cut(text, std::max<std::size_t>(end, 4));
    for (const std::string& stem : Likeness(part).stems)
      if (!digits_only || has_digit(stem)) words.push_back(hash64(stem));
    text.remove_prefix(part.size());
  }
  sort_by(words, std::less<>());
  words.erase(std::ranges::unique(words).begin(), words.end());
  return words;
}

Grounds::Grounds(const Transcript& transcript, const Measure& measure) : measure_(measure) {
  for (const Line& line : transcript.lines())
    turns_.push_back({line.number, words_of(line.text, false)});
}

bool Grounds::near(std::size_t turn, std::uint64_t word) const {
  const std::size_t first = turn == 0 ? 0 : turn - 1;
  const std::size_t end = std::min(turn + 2, turns_.size());
  for (std::size_t i = first; i < end; ++i)
    if (std::ranges::binary_search(turns_[i].words, word)) return true;
  return false;
}

/// The turn that shares most words, the latest of several; none if there are no turns.
std::size_t Grounds::best_turn(const Words& wanted, const Words& known) const {
  std::size_t best = turns_.size();
  std::size_t most = 0;
  for (std::size_t i = 0; i < turns_.size(); ++i) {
    std::size_t found = 0;
    std::size_t own = 0;
    for (const std::uint64_t word : wanted) {
      found += near(i, word) || std::ranges::binary_search(known, word);
      own += std::ranges::binary_search(turns_[i].words, word);
    }
    const std::size_t score = 2 * found + own;
    if (own > 0 && score >= most) {
      most = score;
      best = i;
    }
  }
  return best;
}

Grounds::Verdict Grounds::of(std::string_view statement, std::string_view known) const {
  if (!measure_.ungrounded(statement).empty()) return {};
  const Words wanted = words_of(statement, false);
  const Words beside = words_of(known, false);
  const std::size_t turn = best_turn(wanted, beside);
  if (wanted.empty() || turn == turns_.size()) return {};
  const auto is_there = [&](std::uint64_t word) {
    return near(turn, word) || std::ranges::binary_search(beside, word);
  };
  const auto found = static_cast<std::size_t>(std::ranges::count_if(wanted, is_there));
  const Words digits = words_of(statement, true);
  if (!enough(found, wanted.size()) || !std::ranges::all_of(digits, is_there)) return {};
  return {true, turns_[turn].number};
}

}  // namespace baton::assist
