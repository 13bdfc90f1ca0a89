#pragma once
#include <cstdint>
#include <string>

#include "core/http/context.hpp"
#include "core/http/router.hpp"
#include "core/store/batch.hpp"

namespace baton::access {

/// Logging a browser in: a token, or the code of a login link, becomes a session. The session's
/// secret is the cookie `baton_session`, which no script can read and no other site's page can
/// send; the store has its SHA-256. A session may what its token may, and ends with it, at log-out,
/// or after 30 days. A code serves once, within ten minutes, and only a POST uses it: programs that
/// look at links before people do (previews, scanners) use up nothing.

inline constexpr std::int64_t kCodeMilliseconds = 10 * 60 * 1000;
inline constexpr std::int64_t kSessionMilliseconds = std::int64_t{30} * 24 * 60 * 60 * 1000;

/// POST /api/login {code} or {token}: {role, name, projects, expires_at} and the cookie. The host's
/// own secret is a token too. 401 `invalid_code`, `code_expired`, `code_used`, `invalid_token`.
Task<Result<Response>> login(Context& context, Request request);

/// POST /api/logout: ends the cookie's session, if any, and takes the cookie away.
Task<Result<Response>> logout(Context& context, Request request);

/// Stores a code for the token with that digest.
Statement insert_code(const std::string& code, const std::string& token_digest, std::int64_t now);

}  // namespace baton::access
