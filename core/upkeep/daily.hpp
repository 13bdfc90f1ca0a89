#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::upkeep {

/// POST /api/admin/daily: what is to be done once a day, a bounded part of it:
/// `{"done", "dropped_tables", "pruned": {WHAT: rows}, "indexed_texts", "refreshed_figures"}`.
/// `done` is false where something is left, and the call is to be repeated. Tables are dropped of
/// rebuilds that did nothing for a day; waiting texts go into the search index, and an index that
/// is being made is gone on with; the figures of projects are cached. Repeating it does no harm.
/// The planner's statistics (ANALYZE, PRAGMA optimize) are not made: the statements' plans are
/// those that are tested without.
Task<Result<Response>> daily(Context& context, Request request);

}  // namespace baton::upkeep
