#pragma once
#include "core/handoff/extract.hpp"

namespace baton {

/// Adds to `handoff` what the previous one left undone, with its own pointers: open steps, blockers
/// and questions; what was done since goes to `accomplished`; wishes hold on, decisions for as long
/// as they are spoken of. Steps that nobody touches are parked, suggestions that nobody takes up
/// expire (ageing.hpp). Closed by number: `closing.drop`, which counts the next steps, then the
/// parked ones.
void carry_on(const Handoff& previous, const Closing& closing, Handoff& handoff);

}  // namespace baton
