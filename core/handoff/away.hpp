#pragma once
#include "core/handoff/handoff.hpp"

namespace baton {

/// Adds what somebody needs who comes back after `days` days: why the work is done (`context`),
/// what is not safe as it lies (`watch`), and what may no longer hold by then (`concerns`). Only
/// what the handoff itself says; nothing twice.
void add_for_return(Handoff& handoff, int days);

/// Whether an item was added for a return: it holds for that one, and is not carried on.
bool is_for_return(const HandoffItem& item);

}  // namespace baton
