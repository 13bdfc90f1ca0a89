#pragma once
#include <string>
#include <vector>

#include "core/transcript/turn.hpp"

namespace baton {

/// A conversation as somebody pasted it.
struct PastedTurns {
  std::string format;  ///< as TranscriptFacts::format
  std::vector<Turn> turns;
};

/// Its turns in whatever format it is recognised, else as Markdown in which `User:` and
/// `Assistant:` begin turns. Where nobody is said to speak, all of it is one turn that was typed.
PastedTurns pasted_turns(const std::string& text);

}  // namespace baton
