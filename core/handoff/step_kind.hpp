#pragma once
#include "core/handoff/handoff.hpp"

namespace baton {

/// What stands before the reason of a step that nobody stated: it follows from the facts.
inline constexpr std::string_view kDerived = "derived: ";

inline bool is_derived(const HandoffItem& step) { return step.detail.starts_with(kDerived); }

/// The detail of a call whose result the session did not see.
inline constexpr std::string_view kWasRunning =
    "was running when the session ended, result not seen";

inline bool was_running(const HandoffItem& step) { return step.detail == kWasRunning; }

/// Whether nobody asked for a step: the assistant offered it.
inline bool is_offered(const HandoffItem& step) {
  return step.suggested || step.detail.ends_with("not asked for");
}

}  // namespace baton
