#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::events {

/// GET /api/events?since=SEQ&limit=: the log after SEQ, oldest first, and the SEQ to ask from next.
Task<Result<Response>> list(Context& context, Request request);

/// POST /api/admin/rebuild?events=: goes on with folding the log again, by at most that many
/// events, and answers whether it is done; to be called until it is (core/events/rebuild.hpp).
Task<Result<Response>> rebuild_projections(Context& context, Request request);

}  // namespace baton::events
