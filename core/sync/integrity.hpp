#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::sync {

/// Whether two stores hold the same events, by figures that each derives from its own log.

/// GET /api/sync/summary. data: `[{id, events, last, sum}]`, for each device whose events are here:
/// how many, the last number of its sequence, and the sum of the first eight hex digits of their
/// `body_hash`. A hole shows even where both ends are equal.
Task<Result<Response>> summary(Context& context, Request request);

/// POST /api/remotes/:name/check, `{repair}`: asks the remote for its summary. data: `{equal,
/// all_projects, repaired, devices: [{id, here, there}]}`, the devices whose figures differ, null
/// where a side has nothing of one. Where not every project goes to the remote, it may have less.
/// With `repair` everything is offered and asked for again by the next sync if they differ.
Task<Result<Response>> check_remote(Context& context, Request request);

}  // namespace baton::sync
