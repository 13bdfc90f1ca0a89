#pragma once
#include <cstdint>
#include <string>

#include "core/transcript/turn.hpp"

namespace baton {

/// What a user's turn is for the handoff.
enum class Said : std::uint8_t {
  nothing,       ///< put there by a tool, or a command without words
  interruption,  ///< the assistant was stopped
  approval,      ///< "go on", "yes", thanks, a greeting: keeps the last request
  request,       ///< asks for something of substance
};

struct UserWords {
  Said said = Said::nothing;
  std::string text;        ///< the words, without wrappers
  std::string command;     ///< a slash command without words of its own: "/init"
  bool asks_only = false;  ///< a question that asks for words, not for work
  bool objects = false;    ///< says that what the assistant did or said before was wrong
};

/// Reads a user's turn. A slash command counts by what was typed after it.
UserWords read_user_turn(const Turn& turn);

/// The parts of a request that ask for more than itself: "always …", "don't …", "tests first", in
/// the user's words; "" if there are none.
std::string standing_wish(std::string_view request);

/// Whether a wish holds beyond the task at hand: "always …", "never …", "from now on …".
bool stands(std::string_view wish);

}  // namespace baton
