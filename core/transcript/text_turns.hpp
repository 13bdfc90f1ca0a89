#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/transcript/importer.hpp"
#include "core/transcript/seen.hpp"

namespace baton {

/// Makes the turns of formats that have no ids of their own. A turn is named after its role, kind
/// and text, and after how many like it came before: reading the same again gives the same names, a
/// transcript that grew gives new ones for what is new, and one that lost its beginning still gives
/// the same for the rest.
class TextTurns {
 public:
  explicit TextTurns(TranscriptFacts& facts) : facts_(facts) {}

  /// Valid UTF-8 without NULs, from bytes of a file; what is ill-formed is counted.
  std::string clean(std::string_view bytes);
  /// The same, with misread UTF-8 repaired; for what people and models wrote.
  std::string clean_prose(std::string_view bytes);

  /// Adds the words of a speaker; a user's are judged by `spoken`. Blank ones are dropped.
  void say(Turn turn, std::vector<Turn>& turns);
  /// Adds any turn; its uid is made unless it has one, and `at` counts for the facts' times. A copy
  /// with the same uid is dropped; other words under the same uid get a uid of their own.
  void add(Turn turn, std::vector<Turn>& turns);

 private:
  std::int64_t like_before(std::string_view name);

  TranscriptFacts& facts_;
  Seen seen_;
  std::unordered_map<std::uint64_t, std::int32_t> like_;
  std::int64_t count_ = 0;
};

/// `text` without blanks at its ends, nor the rules (`---`) that exports write between turns.
std::string_view without_rules(std::string_view text);

/// Lets `at` count for a transcript's first and last instant.
void note_time(TranscriptFacts& facts, std::string_view at);

}  // namespace baton
