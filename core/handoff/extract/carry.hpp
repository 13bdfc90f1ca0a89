#pragma once
#include "core/handoff/extract.hpp"

namespace baton {

/// Adds to `handoff` what the previous one left undone, with its own pointers: open steps, blockers
/// and questions; what was done since goes to `accomplished`; wishes, decisions and the background
/// (environment, context, people) hold on. Closed
/// by number: `closing.drop`.
void carry_on(const Handoff& previous, const Closing& closing, Handoff& handoff);

}  // namespace baton
