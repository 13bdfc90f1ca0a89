#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::hooks {

/// POST /api/transcripts?project=P: the next lines of a transcript that is being written, streamed.
/// The first line is a JSON object, the rest are the lines:
///
///     {"format": "claude_code",      the importer's
///      "source": "ID",               the assistant's session id
///      "cwd": "/src/app/web",        where the session began to work
///      "folder": "/src/app",         the project's, that it lies in
///      "branch": "main",             the last one that was told of
///      "files": [{"file", "was", "read", "mark"}],   see positions.hpp
///      "last_assistant_message": "", what the transcript may not hold yet
///      "settle": false,              a revision of the handoff is due: what follows may be lost
///      "ends": false}                the session is over
///
/// The turns go where an import of the whole transcript would put them: to the project's open
/// session if they were written since that began, else to the session that the source became, which
/// is made if need be, in progress until it ends. One change holds all of it, with the handoff of
/// all turns (draft.hpp) and how far the files are taken in.
///
/// data: {session_id, session_uid, session_number, turns_added, turns_total}; null where there is
/// no turn yet. 409 `taken_meanwhile`: somebody else took in more of a file; ask for the positions
/// again. 409 `session_forgotten`. 415 `unknown_format`. 413 over 12 MB.
Task<Result<Response>> take_lines(Context& context, Request request);

}  // namespace baton::hooks
