#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::projects {

Task<Result<Response>> list(Context& context, Request request);  ///< ?tag=
Task<Result<Response>> create(Context& context,
                              Request request);  ///< {name, description?, uid?, tags?}
Task<Result<Response>> show(Context& context, Request request);
Task<Result<Response>> change(Context& context,
                              Request request);  ///< {name?, description?, status?, tags?}
Task<Result<Response>> remove(Context& context, Request request);  ///< a tombstone
Task<Result<Response>> files(Context& context, Request request);
Task<Result<Response>> overview(Context& context, Request request);  ///< what `baton status` shows

}  // namespace baton::projects
