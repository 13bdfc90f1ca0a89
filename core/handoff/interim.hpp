#pragma once
#include "core/handoff/completion.hpp"
#include "core/handoff/extract.hpp"
#include "core/http/router.hpp"

namespace baton::handoff {

/// POST /api/sessions/:id/interim: a handoff of what is known right now, for someone who must leave
/// at once. Nothing is looked up that takes time: it draws on `transcript` (the end of what the
/// assistant wrote, at most 1 MB, in any format that is recognised), else on the session's last
/// stored turns, and on what the person says (`accomplishments`, `blockers`, `next`, `repository`,
/// as in a completion). The session becomes paused. Completing it later writes the handoff from all
/// of its turns, with what the person said here.
Task<Result<Response>> interim(Context& context, Request request);

/// A handoff from the end of a transcript alone, in any format that is recognised; without
/// references, since an end's turns have no numbers in their session. Secrets are masked.
Handoff handoff_of_end(std::string_view transcript, const Closing& closing,
                       const Handoff* previous);

/// Adds to the closing what the person said when the session's interim handoff was written.
Task<Result<bool>> take_interim_words(std::string session_uid, Closing* closing);

}  // namespace baton::handoff
