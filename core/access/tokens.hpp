#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::access {

/// Bearer tokens of this store: `baton_` and 43 base64url characters; only the SHA-256 is kept.
Task<Result<Response>> list(Context& context, Request request);
Task<Result<Response>> create(Context& context,
                              Request request);  ///< {name, role}: shown this once
Task<Result<Response>> revoke(Context& context, Request request);

/// What the request's `Authorization: Bearer` may do; 401 if it names no valid token.
Task<Result<Access>> access_of(Request request);

}  // namespace baton::access
