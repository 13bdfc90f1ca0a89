#pragma once
#include <vector>

#include "core/handoff/extract/words.hpp"
#include "core/handoff/handoff.hpp"

namespace baton {

/// How long what was carried on has lain untouched, counted in sessions. A session touches an item
/// when its own handoff speaks of it.
class Ageing {
 public:
  /// `handoff` is this session's, before anything is carried on. `previous` is the session before.
  Ageing(const Handoff& handoff, int previous);

  /// The item as it goes on: pointing at the session that it is from, marked if this one touched
  /// it.
  HandoffItem aged(HandoffItem item) const;
  /// Sessions since somebody touched it; 0 if this one did.
  int untouched(const HandoffItem& item) const;

 private:
  WordBags spoken_;
  int now_ = 0;
  int previous_ = 0;
};

/// A suggestion that nobody took up for so many sessions is no longer carried on.
inline constexpr int kSuggestionLife = 2;
/// A step that nobody touched for so many sessions is parked.
inline constexpr int kParkedAfter = 3;
/// Decisions, failed approaches and questions that nobody touched for so many sessions stay in the
/// handoffs that stated them, where search finds them.
inline constexpr int kFactLife = 12;

}  // namespace baton
