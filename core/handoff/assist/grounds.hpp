#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/assist/transcript.hpp"
#include "core/measure/measure.hpp"

namespace baton::assist {

/// What a session shows, against which a model's statements are held. A statement is grounded if
/// - each path, command, commit, name and number of it occurs in the session (docs/measure.md),
/// - each word of it with a digit occurs in the turn that it rests on or in one beside it, and
/// - so do three in five of its content words, two at least.
/// It rests on the turn that shares most with it.
class Grounds {
 public:
  /// `measure` must outlive this.
  Grounds(const Transcript& transcript, const Measure& measure);

  struct Verdict {
    bool grounded = false;
    int turn = 0;  ///< that it rests on
  };
  /// `known`: what the statement is made of besides, such as the item that it words better.
  Verdict of(std::string_view statement, std::string_view known = {}) const;

 private:
  using Words = std::vector<std::uint64_t>;  ///< hashes, sorted, each once
  struct Turn {
    int number = 0;
    Words words;
  };
  std::size_t best_turn(const Words& wanted, const Words& known) const;
  bool near(std::size_t turn, std::uint64_t word) const;
  static Words words_of(std::string_view text, bool digits_only);

  const Measure& measure_;
  std::vector<Turn> turns_;
};

}  // namespace baton::assist
