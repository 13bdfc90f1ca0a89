#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::access {

/// Bearer tokens of this store: `baton_` and 43 base64url characters; only the SHA-256 is kept.
Task<Result<Response>> list(Context& context, Request request);

/// POST /api/tokens {name, role?, projects?, link?}: the token, shown this once. `projects` are ids
/// or uids (at most 50), and the token then reaches these only; 404 `unknown_project`. With `link`
/// also a login code (core/access/login.hpp): `login_code`, `login_path` to open in a browser,
/// `login_expires_at`.
Task<Result<Response>> create(Context& context, Request request);

/// DELETE /api/tokens/:id: the token, and the sessions of browsers that it opened.
Task<Result<Response>> revoke(Context& context, Request request);

}  // namespace baton::access
