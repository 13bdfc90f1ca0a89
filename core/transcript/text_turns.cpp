#include "core/transcript/text_turns.hpp"

#include <utility>

#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/transcript/mojibake.hpp"
#include "core/transcript/spoken.hpp"

namespace baton {

std::string TextTurns::clean(std::string_view bytes) {
  if (bytes.find('\0') == std::string_view::npos) return repaired_utf8(bytes, facts_.replaced);
  return repaired_utf8(without_nuls(bytes, facts_.replaced), facts_.replaced);
}

std::string TextTurns::clean_prose(std::string_view bytes) {
  Demojibaked result = repair_mojibake(clean(bytes));
  facts_.repaired += result.places;
  return std::move(result.text);
}

void TextTurns::say(Turn turn, std::vector<Turn>& turns) {
  if (trimmed(turn.text).empty()) return;
  if (turn.role == Role::user && turn.agent.empty()) {
    Spoken said = spoken(turn.text);
    turn.text = std::move(said.text);
    turn.typed = said.typed;
    if (said.summary) {
      turn.kind = TurnKind::summary;
      turn.role = Role::system;
    }
  }
  add(std::move(turn), turns);
}

void TextTurns::add(Turn turn, std::vector<Turn>& turns) {
  note_time(facts_, turn.at);
  if (!turn.uid.empty()) {
    const std::string hash = text_hash(turn.text);
    if (!seen_.add(turn.uid + ' ' + hash)) return;
    if (!seen_.add(turn.uid)) turn.uid += ':' + hash.substr(0, 8);
  } else {
    std::string name = std::string(to_word(turn.role)) + ' ' + std::string(to_word(turn.kind)) +
                       ' ' + turn.tool + '\n' + turn.text;
    turn.uid = text_hash(std::to_string(like_before(name)) + ' ' + name);
  }
  turns.push_back(std::move(turn));
}

std::int64_t TextTurns::like_before(std::string_view name) {
  constexpr std::size_t kMost = std::size_t{1} << 20;
  ++count_;
  const std::uint64_t hash = hash64(name);
  const auto known = like_.find(hash);
  if (known != like_.end()) return known->second++;
  // Memory is bounded: from here on a turn is named after its place.
  if (like_.size() >= kMost) return count_;
  like_.emplace(hash, 1);
  return 0;
}

std::string_view without_rules(std::string_view text) {
  text = trimmed(text);
  while (text == "---" || text.ends_with("\n---")) text = trimmed(text.substr(0, text.size() - 3));
  while (text.starts_with("---\n")) text = trimmed(text.substr(4));
  return text;
}

void note_time(TranscriptFacts& facts, std::string_view at) {
  if (at.empty()) return;
  if (facts.started_at.empty() || at < facts.started_at) facts.started_at = at;
  if (at > facts.ended_at) facts.ended_at = at;
}

}  // namespace baton
