#include "core/hooks/reading.hpp"

#include "core/base/text.hpp"
#include "core/conversations/turns.hpp"

namespace baton::hooks {
namespace {

constexpr std::int64_t kFirstTurns = 60;
constexpr std::int64_t kLastTurns = 1500;

}  // namespace

void Reading::add(const Turn& turn) {
  extractor.add(turn, ++turns);
  if (measure) measure->add(turn, turns);
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

Task<Result<bool>> read_stored(std::int64_t session_id, std::int64_t turns, Reading* reading) {
  const auto take = [reading](const Turn& turn, int number) {
    reading->turns = number - 1;
    reading->add(turn);
  };
  const bool long_one = turns > kFirstTurns + kLastTurns;
  if (long_one) {
    CO_TRY(const int first, conversations::read_first_turns(session_id, take, kFirstTurns));
    static_cast<void>(first);
  }
  CO_TRY(const int last, conversations::read_turns(session_id, take, long_one ? kLastTurns : 0));
  static_cast<void>(last);
  co_return true;
}

}  // namespace baton::hooks
