#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::purge {

/// GET /api/admin/secrets?cursor=: what of the stored texts and events today's rules would mask, a
/// page a call: `{"texts", "events", "found": [{"rule", "count", "kind", …}], "unfinished"}`, the
/// numbers of those looked at, and `next_cursor` beside the data until all were. `kind` is `turn`
/// (with project, session, turn), `handoff` (project, session, handoff), `knowledge`, `event` (seq,
/// type, entity_id) or `text` that nothing names. The projections and the search index hold nothing
/// else, unless a purge is `unfinished`.
Task<Result<Response>> secrets(Context& context, Request request);

/// POST /api/admin/purge {"secrets": true} | {"text": T} | {"session": UID}: goes on with purging
/// (core/purge/purge.hpp) and answers `{"done", "texts", "events", "erased"}`, the numbers of those
/// changed so far; to be called until done. T has 6 to 10,000 bytes. `erased` is false where the
/// store keeps its former states for a time.
Task<Result<Response>> purge(Context& context, Request request);

}  // namespace baton::purge
