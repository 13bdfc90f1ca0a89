#pragma once
#include "core/http/router.hpp"

namespace baton::handoff {

/// GET /api/handoffs/:id/lint: `{score, findings}`, see core/handoff/lint/lint.hpp.
Task<Result<Response>> lint_document(Context& context, Request request);

/// GET /api/handoffs/:id/diff?with=ID: what changed since the handoff `with`, see
/// core/handoff/diff.hpp. Without `with` since the newest handoff that an earlier session of the
/// project left; 404 "no_earlier_handoff" if there is none.
Task<Result<Response>> diff_documents(Context& context, Request request);

}  // namespace baton::handoff
