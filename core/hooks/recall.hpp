#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::hooks {

/// POST /api/recall: what the memory knows of a prompt, only where it is relevant. Body:
/// `project_id`, `prompt`, and optionally `source` (the assistant's session id, whose own turns are
/// left out) and `characters` (at most, 1500).
///
/// A text of the project's turns, of its sessions' newest handoffs or of its knowledge is relevant
/// if it holds at least two of the prompt's words that are rare in the whole store (in at most 400
/// texts), more of a long prompt; one that looks like code counts twice.
///
/// data: {text, items: [{kind, session_number, turn_number, created_at, line}]}; an empty text and
/// list where nothing is.
Task<Result<Response>> recall(Context& context, Request request);

}  // namespace baton::hooks
