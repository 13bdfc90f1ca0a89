#pragma once
#include "core/handoff/handoff.hpp"

namespace baton {

/// Adds what somebody needs who comes back after `days` days: why the work is done (`context`),
/// what is not safe as it lies (`watch`), and what may no longer hold by then (`concerns`). Only
/// what the handoff itself says; nothing twice.
void add_for_return(Handoff& handoff, int days);

}  // namespace baton
