#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/extract/units.hpp"

namespace baton {

/// What a statement of the assistant is for someone who goes on with the work.
enum class FactKind : std::uint8_t {
  talk,      ///< courtesy, boasting, announcing the next tool call
  done,      ///< what was made or changed
  state,     ///< counts and verdicts: "202 tests pass"
  finding,   ///< what is the case: "the User model has no name"
  decision,  ///< a choice or a rule, often with its reason
  failure,   ///< what went wrong, why
  dead_end,  ///< an approach that does not work
  next,      ///< an open step
  question,  ///< asked of the user, or not certain
  blocker,   ///< what stands in the way
  missing,   ///< part of a list of what is not there yet
};

struct Fact {
  FactKind kind = FactKind::talk;
  std::string text;
  std::string heading;
  std::string then;  ///< of a failure: what was announced right after it
  int turn = 0;
  bool listed = false;  ///< an entry or a row, not a sentence
};

FactKind kind_of(const Unit& unit);

/// "This is a huge improvement!"
bool boasts(std::string_view text);

/// "Now let me …": what the assistant is about to do.
bool announces_next(std::string_view text);

/// Whether a text names something that can be looked up: code, a number, a path, a name.
bool concrete(std::string_view text);

/// The statements of a message with what each is, talk left out, openers ("Perfect!") taken off.
/// Lists under a label become one statement where `joined` says so.
enum class Lists : std::uint8_t { apart, joined };
std::vector<Fact> facts_of(std::string_view message, int turn, Lists lists);

}  // namespace baton
