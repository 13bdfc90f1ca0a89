#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::hooks {

/// What an assistant takes of a hook's output as it is; longer texts reach the model as a file.
inline constexpr std::size_t kMostCharacters = 10'000;

/// POST /api/projects/:id/brief: what a session that begins starts from. Body, all optional:
/// `source` (the assistant's session id), `again` (the session itself goes on after a compaction:
/// its own handoff goes first), `branch` (its newest handoff goes first), `characters` (at most,
/// counted as UTF-16; 10,000).
///
/// Drafts of the project's sessions become revisions before. data: {text, session_number,
/// handoff_id}; null where there is no handoff.
Task<Result<Response>> brief(Context& context, Request request);

}  // namespace baton::hooks
