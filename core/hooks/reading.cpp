#include "core/hooks/reading.hpp"

#include "core/base/text.hpp"
#include "core/conversations/turns.hpp"

namespace baton::hooks {
namespace {

constexpr std::int64_t kMostTurns = 2000;

}  // namespace

void Reading::add(const Turn& turn) {
  extractor.add(turn, ++turns);
  measure.add(turn, turns);
  if (turn.role == Role::assistant && turn.kind == TurnKind::text && turn.agent.empty())
    last_spoken = turn.text;
}

void Reading::add_last_words(const std::string& words) {
  if (trimmed(words).empty() || trimmed(words) == trimmed(last_spoken)) return;
  Turn turn;
  turn.role = Role::assistant;
  turn.text = words;
  add(turn);
}

Task<Result<bool>> read_stored(std::int64_t session_id, Reading* reading) {
  const auto take = [reading](const Turn& turn, int number) {
    reading->turns = number - 1;
    reading->add(turn);
  };
  CO_TRY(const int turns, conversations::read_turns(session_id, take, kMostTurns));
  static_cast<void>(turns);
  co_return true;
}

}  // namespace baton::hooks
