#include "core/transcript/pasted_turns.hpp"

#include <algorithm>

#include "core/transcript/importer.hpp"

namespace baton {
namespace {

constexpr std::string_view kUnmarked = "conversation_markdown";

Turn typed_turn(const std::string& text) {
  Turn turn;
  turn.uid = "1";
  turn.text = text;
  turn.typed = true;
  return turn;
}

/// Whether the text names no speaker: what stands before the first one is the system's.
bool names_nobody(const PastedTurns& pasted) {
  return pasted.format == kUnmarked && std::ranges::all_of(pasted.turns, [](const Turn& turn) {
           return turn.role == Role::system;
         });
}

}  // namespace

PastedTurns pasted_turns(const std::string& text) {
  auto importer = make_importer(recognise(text, ""));
  if (!importer) importer = make_importer(kUnmarked);
  PastedTurns pasted;
  if (importer) {
    importer->feed(text, pasted.turns);
    importer->finish(pasted.turns);
    pasted.format = importer->facts().format;
  }
  if (pasted.turns.empty() || names_nobody(pasted)) pasted.turns = {typed_turn(text)};
  return pasted;
}

}  // namespace baton
