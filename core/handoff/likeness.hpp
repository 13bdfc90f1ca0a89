#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// A statement as its words, for telling whether two say the same.
struct Likeness {
  std::string normal;              ///< its words in small letters, one blank between
  std::vector<std::string> stems;  ///< content words without endings, sorted, each once

  explicit Likeness(std::string_view text);
};

/// Whether two statements are nearly the same: equal content words but for at most one in nine, or
/// at least three, all of the shorter one's, and no more than as many again.
bool nearly_equal(const Likeness& one, const Likeness& other);

constexpr std::size_t kNoPartner = static_cast<std::size_t>(-1);

/// For each of `before` its partner in `after`, or kNoPartner; none is anyone's partner twice, and
/// those that `taken` names are nobody's. Equal ones are partners before nearly equal ones.
std::vector<std::size_t> partners(const std::vector<Likeness>& before,
                                  const std::vector<Likeness>& after, std::vector<bool>& taken,
                                  const std::vector<bool>& settled);

}  // namespace baton
