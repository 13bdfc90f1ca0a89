#pragma once
#include <string_view>

#include "core/handoff/handoff.hpp"

namespace baton {

/// Reads a handoff that a person or another tool wrote: what its headings are about decides where
/// their statements go, and parts about anything else are kept verbatim. No word is lost; what a
/// heading says beyond its topic becomes the detail of the first statement under it.
Handoff parse_foreign(std::string_view document);

}  // namespace baton
