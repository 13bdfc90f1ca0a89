#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::knowledge {

/// An item: {category: pattern|solution|troubleshooting|best_practice, title, content, tags,
/// project_id}, with `usage_count` and `success_rate` (0–1, null before its first use).
Task<Result<Response>> list(Context& context, Request request);  ///< ?category=&project=&tag=
Task<Result<Response>> create(Context& context, Request request);
Task<Result<Response>> show(Context& context, Request request);
Task<Result<Response>> change(Context& context, Request request);
Task<Result<Response>> remove(Context& context, Request request);
Task<Result<Response>> use(Context& context, Request request);  ///< {success}: counts one use

}  // namespace baton::knowledge
