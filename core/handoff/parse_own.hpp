#pragma once
#include <string_view>

#include "core/handoff/handoff.hpp"

namespace baton {

/// Reads what render_markdown wrote; the document starts with its mark. What was added by hand
/// under a heading of its own is kept verbatim.
Handoff parse_own(std::string_view document);

}  // namespace baton
