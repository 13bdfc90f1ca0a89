#pragma once
#include "core/http/router.hpp"

namespace baton::troubleshoot {

/// POST /api/ai/troubleshoot: `{error, stack, code, environment, projectId, useAI, model,
/// huggingFaceToken}`, of which `error` or `stack` must say something. Answers `{prompt, known:
/// [{where, kind, text}], answer, notice, model}`: a prompt for whoever is to fix it, with what
/// earlier sessions said of the same error, in the project or in all. `answer` is the model's, ""
/// unless `useAI` and it gave one; `notice` then says why not. Nothing is stored; secrets are
/// masked.
Task<Result<Response>> troubleshoot(Context& context, Request request);

}  // namespace baton::troubleshoot
