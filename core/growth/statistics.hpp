#pragma once
#include <cstdint>

#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::growth {

/// GET /api/stats: {projects: active ones, sessions: completed ones, growth: integer percent}.
Task<Result<Response>> totals(Context& context, Request request);

/// GET /api/projects/:id/stats: sessions, turns, credits, and the predicted efficiency beside what
/// was measured. Cached until the log grows.
Task<Result<Response>> of_project(Context& context, Request request);

/// Puts the figures of at most `most` projects into the cache that it lacks, those that changed
/// last first. The answer is how many.
Task<Result<std::int64_t>> refresh_cache(std::int64_t most);

/// GET /api/growth?sessions=&credits=: the predicted curves from session 0 to `sessions`.
Task<Result<Response>> curves(Context& context, Request request);

}  // namespace baton::growth
