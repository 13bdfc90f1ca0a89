#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::upkeep {

/// GET /api/monitoring: what the host measured and what the store holds.
///
///     {"scope": "server", "since": "…", "database_bytes": 811008, "events": 12, "turns": 40,
///      "requests": 7, "refused": 1, "failed": 0,
///      "routes": [{"route": "GET /api/projects", "count": 3, "refused": 0, "failed": 0,
///                  "p50_ms": 0.4, "p95_ms": 1.2, "max_ms": 1.2}]}
///
/// The scope says what counted: a "server", one "isolate" of many, or this one "process". Refused
/// are answers of 400 to 499, failed those of 500 and above. Times are from the request's head to
/// its answer, of the last 500 requests of each route; the slowest route comes first.
///
/// A host tells (Provide, figures): {"scope", "since_ms": since 1970, "database_bytes": a number or
/// null, "routes": [{"route", "count", "refused", "failed", "times": [milliseconds]}]}.
Task<Result<Response>> monitoring(Context& context, Request request);

}  // namespace baton::upkeep
