#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::events {

/// GET /api/events?since=SEQ&limit=: the log after SEQ, oldest first, and the SEQ to ask from next.
Task<Result<Response>> list(Context& context, Request request);

/// POST /api/admin/rebuild: the projections are dropped and folded again from the log.
Task<Result<Response>> rebuild_projections(Context& context, Request request);

}  // namespace baton::events
