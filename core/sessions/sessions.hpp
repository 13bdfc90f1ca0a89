#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::sessions {

Task<Result<Response>> list(Context& context, Request request);    ///< of a project, by number
Task<Result<Response>> create(Context& context, Request request);  ///< with the previous handoff
Task<Result<Response>> show(Context& context, Request request);
Task<Result<Response>> change(Context& context, Request request);     ///< {status?, objectives?, …}
Task<Result<Response>> by_source(Context& context, Request request);  ///< the import of ?source=
Task<Result<Response>> files(Context& context, Request request);

}  // namespace baton::sessions
