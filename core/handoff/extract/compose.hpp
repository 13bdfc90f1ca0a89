#pragma once
#include "core/handoff/extract.hpp"
#include "core/handoff/extract/session.hpp"

namespace baton {

/// Writes the handoff of a session from what is remembered of it.
Handoff compose(const Session& session, const Closing& closing, const Handoff* previous);

}  // namespace baton
