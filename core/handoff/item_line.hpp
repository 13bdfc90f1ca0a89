#pragma once
#include <string>
#include <string_view>

#include "core/handoff/handoff.hpp"

namespace baton {

/// The lines of one list entry of a rendered handoff, and back. Rendering picks the most readable
/// form that reads back as the same value: `- text — detail (12:758)`, further lines indented; the
/// same with the detail quoted below; and for what fits neither, one line of JSON. Fields are
/// bullets below (`  - time: 30 min`). A reference in parentheses also says when the item was last
/// touched and that it was only suggested: `(12:758, last 14, suggested)`.
///
/// Reading takes the entry without its bullet, continuation lines without their indentation,
/// joined by newlines. Any text can be read.
std::string render_item(const HandoffItem& item, std::string_view bullet);
HandoffItem parse_item(std::string_view entry);

std::string render_command(const HandoffCommand& command);
HandoffCommand parse_command(std::string_view entry);

/// A path or another short text on a line of its own.
std::string render_word(std::string_view word);
std::string parse_word(std::string_view entry);

/// `12:758`, or "" without session and turn.
std::string reference(int session, int turn);

/// Takes a reference in parentheses off the end of `text`, if there is one.
void take_reference(std::string_view& text, int& session, int& turn);

}  // namespace baton
