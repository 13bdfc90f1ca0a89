#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::events {

/// The log as its readers see it; docs/events.md describes it for them.

/// GET /api/events?since=SEQ&limit=: the events after SEQ, oldest first, as `{"events":[…],
/// "cursor":N}`, N being the SEQ to ask from next. At most `limit` (100, up to 500) and at most
/// kPageBytes, but always one if there is one; `next_cursor` beside the data says that more follow,
/// and `cursor` may be given for `since`. `since=now` is the log's end: no events, and its cursor.
/// A SEQ beyond the end answers no events and the end as cursor.
///
/// One writer at a time numbers the events (AUTOINCREMENT), so the order of seq is the order of
/// commits, none is given twice and none appears below one that was read: a reader that follows its
/// cursor sees each event once.
Task<Result<Response>> list(Context& context, Request request);

/// GET /api/events/ws without the upgrade that a host takes for itself: 426.
Task<Result<Response>> upgrade_required(Context& context, Request request);

/// POST /api/admin/rebuild?events=: goes on with folding the log again, by at most that many
/// events, and answers whether it is done; to be called until it is (core/events/rebuild.hpp).
Task<Result<Response>> rebuild_projections(Context& context, Request request);

}  // namespace baton::events
