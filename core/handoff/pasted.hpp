#pragma once
#include "core/http/router.hpp"

namespace baton::handoff {

/// POST /api/ai/handoff: a handoff of a conversation that was pasted, in whatever format it is
/// recognised. Nothing is stored. With `useAI` a model helps: that of `huggingFaceToken`, the
/// configured `model`, else the preferred one; `notice` says in a sentence what became of that.
/// `confidence` is measured: preservation × groundedness of the prompt.
Task<Result<Response>> of_conversation(Context& context, Request request);

}  // namespace baton::handoff
