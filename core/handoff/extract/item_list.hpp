#pragma once
#include <vector>

#include "core/handoff/handoff.hpp"

namespace baton {

/// Adds an item unless the list has it already: the same words, or words that contain it.
void add(std::vector<HandoffItem>& items, HandoffItem item);

}  // namespace baton
