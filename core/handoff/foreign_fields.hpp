#pragma once
#include <string>
#include <string_view>

#include "core/handoff/handoff.hpp"
#include "core/handoff/topics.hpp"

namespace baton {

/// Turns what a person wrote below or behind a step, a partial item or a service into fields, as
/// far as it is labelled so: "- **Location:** a.cpp" → where, "Status: 60% complete" → percent,
/// "(30 min)" → time, "(port 5432)" → port; "(suggested)" marks any item. Everything else stays in
/// the text.
void take_foreign_fields(Topic topic, HandoffItem& item);

/// The name of the field that a label stands for ("What's remaining" → remains), "" if none.
std::string_view field_for(std::string_view label);

/// "2. Wire the cache" → "Wire the cache".
std::string without_number(std::string_view line);

/// Splits the reason off a decision or the cause off a failure: "SQLite — no server", "SQLite
/// because …", "**SQLite**: …". Nothing where there is a detail already.
void take_reason(HandoffItem& item);

}  // namespace baton
