#include "core/transcript/unknown_words.hpp"

#include <utility>

#include "core/base/hash.hpp"
#include "core/base/json_scan.hpp"
#include "core/base/text.hpp"

namespace baton {

void count_unknown(TranscriptFacts& facts, std::string_view prefix, std::string_view name) {
  constexpr std::size_t kMost = 64;
  std::int64_t ignored = 0;
  std::string word = std::string(prefix) + unescaped(cut(name, kMost), ignored);
  if (facts.unknown.size() >= kMost && !facts.unknown.contains(word)) word = "other";
  ++facts.unknown[word];
}

Turn unknown_turn(TranscriptFacts& facts, std::string_view raw) {
  Turn turn;
  turn.uid = text_hash(raw);
  turn.role = Role::system;
  turn.text = cut(compact_json(raw, facts.replaced), kMostUnknownBytes);
  return turn;
}

}  // namespace baton
