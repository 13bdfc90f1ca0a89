#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::projects {

Task<Result<Response>> list(Context& context, Request request);  ///< ?tag=, ?deleted=true
Task<Result<Response>> create(Context& context,
                              Request request);  ///< {name, description?, uid?, tags?}
Task<Result<Response>> show(Context& context, Request request);
Task<Result<Response>> change(Context& context,
                              Request request);  ///< {name?, description?, status?, tags?}
/// GET /api/projects/:id/history: what was changed of it, the latest first (at most 1000): `[{at,
/// device_id, here, type, set, stands}]`. `here` is whether this store wrote it, `stands` names the
/// fields whose value is still this one: where two devices changed one, the later change stands.
Task<Result<Response>> history(Context& context, Request request);
Task<Result<Response>> files(Context& context, Request request);
Task<Result<Response>> overview(Context& context, Request request);  ///< what `baton status` shows

}  // namespace baton::projects
