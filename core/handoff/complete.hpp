#pragma once
#include "core/http/router.hpp"

namespace baton::handoff {

/// POST /api/sessions/:id/complete: the session is completed and its extracted handoff stored.
/// Where the request names a `model`, or brings a `hugging_face_token`, that model is asked
/// afterwards, and what holds of its answer becomes a second revision: the session is complete
/// whatever happens to the model. `notice` says in a sentence what did.
Task<Result<Response>> complete_session(Context& context, Request request);

}  // namespace baton::handoff
