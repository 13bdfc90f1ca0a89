#pragma once
#include <memory>

#include "core/transcript/importer.hpp"

namespace baton {

/// Reads SpecStory's Markdown (`.specstory/history/*.md`), of version 2 and before.
///
/// - A line `_**User (2026-02-20 22:41:47Z)**_` or `_**Agent (model time)**_` begins a turn; inside
/// a
///   `<tool-use>` it does so only if its time does not lie before the current one, since tools
///   print other histories too.
/// - `<think>` is thinking. `<tool-use>` and `Tool use: **name**` are a call and, if there is
/// output,
///   its result. What is left of a call's input is written as JSON with the names that the
///   assistants use: command, file_path, pattern, path, description.
/// - The session is the one of the comment at the head, the title the first heading.
std::unique_ptr<Importer> make_specstory_importer();

}  // namespace baton
