#pragma once
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/http/context.hpp"
#include "core/http/message.hpp"

namespace baton::access {

/// The cookie that holds a browser's session.
inline constexpr std::string_view kCookie = "baton_session";

/// What a request shows to be let in.
struct Credential {
  enum class Kind {
    secret,  ///< the host's own: an admin, known without asking the store
    token,   ///< `Authorization: Bearer baton_…`
    cookie,  ///< a browser's session
  };
  Kind kind = Kind::token;
  std::string digest;  ///< by which the store knows it
  /// Of a cookie: what `login_sessions.bound_to` holds if the session is one of the host's secret.
  std::string bound;
};

/// The request's credential; `Authorization` goes before the cookie. 401 `token_required` if there
/// is none, 401 `invalid_token` or `invalid_session` if it has not even the form of one.
Result<Credential> credential_of(const Context& context, const Request& request);

/// Whether a token is the host's own secret.
bool is_admin_token(const Context& context, std::string_view token);

/// The binding of a session to the host's secret: a digest of both, which tells nothing about
/// either.
std::string binding_of(const Context& context, std::string_view session_secret);

/// The value of the session's cookie; "" if absent.
std::string_view session_cookie(const Request& request);

/// Safe methods change nothing (RFC 9110, 9.2.1).
bool is_safe(std::string_view method);

/// Refuses with 403 `cross_origin` what a page of another site made a browser send. A browser names
/// the page's origin, and no page can forge that. `proof`: the request must show that it comes from
/// here, as one whose cookie the browser adds by itself must; else it is enough that it does not
/// say otherwise.
enum class Origin { proof, no_objection };
Result<bool> check_origin(const Context& context, const Request& request, Origin wanted);

}  // namespace baton::access
