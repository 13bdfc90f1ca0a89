#include "core/access/credential.hpp"

#include "core/access/secrets.hpp"
#include "core/base/text.hpp"

namespace baton::access {
namespace {

constexpr std::string_view kBearer = "bearer ";

/// The token of `Authorization: Bearer`; "" if the header is none of that kind.
std::string_view bearer_of(const Request& request) {
  const std::string_view header = request.header("Authorization");
  if (lowered(header.substr(0, kBearer.size())) != kBearer) return {};
  return trimmed(header.substr(kBearer.size()));
}

Result<Credential> of_token(const Context& context, std::string_view token) {
  if (is_admin_token(context, token))
    return Credential{Credential::Kind::secret, digest_of(token), {}};
  if (is_token(token)) return Credential{Credential::Kind::token, digest_of(token), {}};
  return fail(Fault::unauthorized, "invalid_token", "The token is not known here, or was revoked.");
}

Result<Credential> of_cookie(const Context& context, std::string_view secret) {
  if (!is_secret(secret))
    return fail(Fault::unauthorized, "invalid_session",
                "The session has ended: log in again, or send a token.");
  return Credential{Credential::Kind::cookie, digest_of(secret), binding_of(context, secret)};
}

std::string own_origin(const Context& context, const Request& request) {
  return (context.secure ? "https://" : "http://") + lowered(request.header("Host"));
}

}  // namespace

bool is_admin_token(const Context& context, std::string_view token) {
  return !context.admin_token.empty() && !token.empty() &&
         same_digest(digest_of(context.admin_token), digest_of(token));
}

std::string binding_of(const Context& context, std::string_view session_secret) {
  if (context.admin_token.empty()) return {};
  return digest_of(std::string(session_secret) + '|' + context.admin_token);
}

std::string_view session_cookie(const Request& request) {
  std::string_view rest = request.header("Cookie");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    const std::string_view pair = trimmed(rest.substr(0, end));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == kCookie)
      return pair.substr(equals + 1);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return {};
}

Result<Credential> credential_of(const Context& context, const Request& request) {
  if (!request.header("Authorization").empty()) {
    const std::string_view token = bearer_of(request);
    if (!token.empty()) return of_token(context, token);
  } else if (const std::string_view secret = session_cookie(request); !secret.empty()) {
    return of_cookie(context, secret);
  }
  return fail(Fault::unauthorized, "token_required",
              "This server asks for a token: send `Authorization: Bearer TOKEN` "
              "(`baton token create` makes one).");
}

bool is_safe(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

Result<bool> check_origin(const Context& context, const Request& request, Origin wanted) {
  const std::string_view site = request.header("Sec-Fetch-Site");
  const std::string_view origin = request.header("Origin");
  const bool here = site == "same-origin" || (site.empty() && !origin.empty() &&
                                              lowered(origin) == own_origin(context, request));
  const bool says_nothing = origin.empty() && (site.empty() || site == "none");
  if (here || (wanted == Origin::no_objection && says_nothing)) return true;
  return fail(
      Fault::forbidden, "cross_origin",
      "A page of another site may not change anything here: send the request from a page of "
      "this server, or with a token.");
}

}  // namespace baton::access
