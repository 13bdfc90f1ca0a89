#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::sync {

/// What a store does for devices that sync with it; docs/sync.md has the wire format.

/// POST /api/sync/push?known=: takes a page of a device's events in. Body: device {id, name} and a
/// load (wire.hpp). data: epoch, now, receipts [{id, seq} or {id, refused}], numbers
/// (numbers.hpp), known. 409 `epoch_changed`: this store does not have the place `known`; it was
/// restored from a copy. 413 `too_large`.
Task<Result<Response>> push(Context& context, Request request);

/// GET /api/sync/pull?since=&known=&limit=: the page of events after the place `since`. data:
/// epoch, now, a load, devices {id: name}, numbers, cursor, has_more. 409 as above.
Task<Result<Response>> pull(Context& context, Request request);

/// POST /api/admin/restored: this store was put back from a copy, so that its log's numbers are
/// given again. It gets a new epoch, by which every device knows, and offers again what was lost.
Task<Result<Response>> restored(Context& context, Request request);

}  // namespace baton::sync
