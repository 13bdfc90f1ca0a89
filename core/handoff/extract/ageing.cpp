#include "core/handoff/extract/ageing.hpp"

#include <algorithm>

#include "core/handoff/sections.hpp"

namespace baton {
namespace {

/// So much of an item's words must be spoken again.
constexpr double kSpokenOf = 0.75;

}  // namespace

Ageing::Ageing(const Handoff& handoff, int previous)
    : now_(handoff.session_number), previous_(previous) {
  for (const ItemSection& section : kItemSections)
    for (const HandoffItem& item : handoff.*section.items) spoken_.add(item.text);
  for (const ItemSection& section : kLaterSections)
    for (const HandoffItem& item : handoff.*section.items) spoken_.add(item.text);
  spoken_.add(handoff.goal.text);
}

HandoffItem Ageing::aged(HandoffItem item) const {
  if (!item.session && item.turn) item.session = previous_;
  if (!item.session && !item.last_session) item.last_session = previous_;
  if (now_ && spoken_.cover(item.text) >= kSpokenOf) item.last_session = now_;
  return item;
}

int Ageing::untouched(const HandoffItem& item) const {
  const int touched = std::max(item.last_session, item.session);
  return now_ > 0 && touched > 0 ? std::max(now_ - touched, 0) : 0;
}

}  // namespace baton
