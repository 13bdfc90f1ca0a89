#pragma once
#include <memory>
#include <string_view>

#include "core/transcript/importer.hpp"

namespace baton {

/// How a session begins in aider's history, before its time.
inline constexpr std::string_view kAiderStart = "# aider chat started at ";

/// Reads a session of aider's `.aider.chat.history.md`:
///
/// - `#### ` lines are what was typed; a command that takes words (`/ask why`) is those words. What
///   only picks files or settings (`/add`, `/model`, …) counts as typed by nobody.
/// - `> ` lines are the program's: edits that it applied are edit_file calls with their result,
///   commits and commands that it ran are shell calls, the rest is kept as a system turn,
///   but for what stands before the first prompt.
/// - What lies between is the answer; `<thinking-content-…>` in it is thinking.
/// - Prompts and the program's lines end with two blanks, by which they are told from a heading or
///   a quotation in an answer.
/// - The session is named after its start, the only time that there is: it is every turn's. aider
///   writes it without a zone; it is taken for UTC unless one follows it.
///
/// Given several sessions, it reads them one after the other into one list of turns;
/// `SessionParts` keeps them apart.
std::unique_ptr<Importer> make_aider_importer();

}  // namespace baton
