#pragma once
#include "core/handoff/handoff.hpp"

namespace baton {

/// Adds to `handoff` what holds on from the previous one beyond single steps: the environment,
/// checks to run, context, roadmap, people and the like, with pointers into the session they are
/// from. Goals and success criteria were those of the session that is over, and are not carried.
void carry_background(const Handoff& previous, Handoff& handoff);

}  // namespace baton
