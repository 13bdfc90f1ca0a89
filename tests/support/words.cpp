#include "tests/support/words.hpp"

#include <algorithm>

namespace baton::test {

Words::Words(unsigned seed, std::size_t vocabulary) : random_(seed) {
  static constexpr const char* kSyllables[] = {"ba", "con", "de", "fer", "gi",  "ha",  "is", "ko",
                                               "la", "mer", "no", "or",  "pre", "qui", "ra", "ser",
                                               "ti", "un",  "ve", "wor", "xi",  "yo",  "za", "ent"};
  double total = 0;
  for (std::size_t i = 0; i < vocabulary; ++i) {
    std::string& word = words_.emplace_back();
    for (std::size_t n = i + 24; n > 0; n /= 24) word += kSyllables[n % 24];
    total += 1.0 / static_cast<double>(i + 3);
    cumulative_.push_back(total);
  }
}

const std::string& Words::word() {
  std::uniform_real_distribution<double> uniform(0, cumulative_.back());
  const auto at = std::upper_bound(cumulative_.begin(), cumulative_.end(), uniform(random_));
  return words_[static_cast<std::size_t>(std::min(at, cumulative_.end() - 1) -
                                         cumulative_.begin())];
}

std::string Words::text(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text.append(text.empty() ? "" : " ").append(word());
  return text;
}

}  // namespace baton::test
