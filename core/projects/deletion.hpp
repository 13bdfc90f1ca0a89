#pragma once
#include "core/http/answer.hpp"
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::projects {

/// DELETE /api/projects/:id: a tombstone, which says how many sessions and how much knowledge was
/// known where it was deleted. What it holds is kept, but hidden.
Task<Result<Response>> remove(Context& context, Request request);

/// GET /api/projects?deleted=true: those that are hidden, with `deleted_at`, `merged_into` (the uid
/// of the project that has what was theirs, or null), `sessions`, and what came from elsewhere or
/// was done since: `sessions_since`, `knowledge_since`.
Task<Result<Response>> list_deleted(Context& context, Page page);

/// POST /api/projects/:id/restore: shows a deleted project again with all that it has, or takes one
/// that was merged out of the other. data: {restored, project}; nothing changes for one that is
/// there.
Task<Result<Response>> restore(Context& context, Request request);

}  // namespace baton::projects
