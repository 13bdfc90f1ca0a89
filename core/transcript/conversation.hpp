#pragma once
#include <memory>

#include "core/transcript/importer.hpp"

namespace baton {

/// Reads plain conversations in JSON: an array of messages, an object with `messages` (or
/// `conversation`) and perhaps a title and an id, or a message on each line.
///
/// A message has `role` (user, human, assistant, ai, model, system, tool, …), `content` (or `text`,
/// `parts`: a string, or blocks as the assistants' APIs write them), perhaps `id`, a time under a
/// usual name, OpenAI's `tool_calls` and `tool_call_id`. Its uid is its id, or made of its content;
/// a call's and a result's are as everywhere. Messages are read one by one, each up to 64 MiB.
std::unique_ptr<Importer> make_conversation_json_importer();

/// Reads plain conversations in Markdown, whose speakers have a line of their own or begin one:
/// `## User`, `**Assistant:** words`, `Human: words`. The way of the first speaker line is the
/// document's; others are content, and so is what stands in a code fence. What precedes the first
/// speaker is a system turn, its first heading the title. Misread UTF-8 is repaired.
std::unique_ptr<Importer> make_conversation_markdown_importer();

/// Gives a handoff document as one turn of the assistant, its first heading as the title. Misread
/// UTF-8 is repaired. A document over 64 MiB is cut there and counted as damaged.
std::unique_ptr<Importer> make_handoff_importer();

}  // namespace baton
