#include "core/access/login.hpp"

#include "core/access/credential.hpp"
#include "core/access/secrets.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::access {
namespace {

/// What a session is of, beside the token's life: name, role, projects.
constexpr const char* kSession =
    "SELECT json_object('name', t.name, 'role', t.role, 'projects', CASE t.scoped WHEN 0 THEN NULL "
    "ELSE json((SELECT json_group_array(project_uid) FROM token_projects WHERE token_id = t.id)) "
    "END, "
    "'expires_at', l.expires_at) FROM login_sessions l JOIN tokens t ON t.id = l.token_id "
    "WHERE l.sha256 = ?1";

/// A session about to begin.
struct Opening {
  std::string secret;
  std::string digest;
  std::string now;
  std::string expires_at;
};

Task<Opening> new_session() {
  Opening opening;
  opening.secret = co_await new_secret();
  opening.digest = digest_of(opening.secret);
  const std::int64_t now = co_await perform(Now{});
  opening.now = to_iso8601(now);
  opening.expires_at = to_iso8601(now + kSessionMilliseconds);
  co_return opening;
}

std::vector<Statement> drop_expired(const std::string& now) {
  return {{"DELETE FROM login_sessions WHERE expires_at <= ?1", {now}},
          // A code that was used is told apart from one that never was for a day.
          {"DELETE FROM login_codes WHERE julianday(expires_at) < julianday(?1) - 1", {now}}};
}

std::string cookie_of(const Context& context, std::string_view secret, std::int64_t seconds) {
  std::string cookie(kCookie);
  cookie.append("=").append(secret);
  cookie += "; HttpOnly; SameSite=Strict; Path=/; Max-Age=" + std::to_string(seconds);
  return context.secure ? cookie + "; Secure" : cookie;
}

Response opened(const Context& context, const Opening& opening, std::string_view data) {
  Response response = answer(data);
  response.headers.emplace_back("Set-Cookie",
                                cookie_of(context, opening.secret, kSessionMilliseconds / 1000));
  return response;
}

Task<Result<Response>> login_by_secret(Context& context) {
  const Opening opening = co_await new_session();
  std::vector<Statement> statements = drop_expired(opening.now);
  statements.push_back(
      {"INSERT OR IGNORE INTO login_sessions (sha256, bound_to, expires_at) VALUES (?1, ?2, ?3)",
       {opening.digest, binding_of(context, opening.secret), opening.expires_at}});
  CO_TRY(const std::vector<Rows> none, read_all(std::move(statements)));
  static_cast<void>(none);
  const Json data = {{"name", "admin"},
                     {"role", "admin"},
                     {"projects", nullptr},
                     {"expires_at", opening.expires_at}};
  co_return opened(context, opening, to_text(data));
}

Task<Result<Response>> login_by_token(Context& context, std::string token) {
  if (is_admin_token(context, token)) co_return co_await login_by_secret(context);
  const Opening opening = co_await new_session();
  std::vector<Statement> statements = drop_expired(opening.now);
  statements.push_back(
      {"INSERT OR IGNORE INTO login_sessions (sha256, token_id, expires_at) SELECT ?1, id, ?2 "
       "FROM tokens WHERE sha256 = ?3 AND revoked_at IS NULL",
       {opening.digest, opening.expires_at, digest_of(token)}});
  statements.push_back({kSession, {opening.digest}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows.back().empty())
    co_return fail(Fault::unauthorized, "invalid_token",
                   "The token is not known here, or was revoked.", "token");
  co_return opened(context, opening, row_json(rows.back()[0]));
}

/// Why a code opened no session; a row is whether it was used and whether it is too old.
std::unexpected<Error> useless(const Rows& rows) {
  if (rows.empty())
    return fail(Fault::unauthorized, "invalid_code", "The login link is not known here.", "code");
  if (integer_at(rows[0], 0) != 0)
    return fail(Fault::unauthorized, "code_used",
                "The login link was used already: ask for a new one.", "code");
  if (integer_at(rows[0], 1) != 0)
    return fail(Fault::unauthorized, "code_expired",
                "The login link is older than ten minutes: ask for a new one.", "code");
  return fail(Fault::unauthorized, "invalid_code", "The login link's token was revoked.", "code");
}

/// The code takes the session's digest once; the session begins where it is this one's.
std::vector<Statement> use_code(const std::string& code, const Opening& opening) {
  std::vector<Statement> statements = drop_expired(opening.now);
  const std::string digest = digest_of(code);
  statements.push_back(
      {"SELECT used_by IS NOT NULL, expires_at <= ?2 FROM login_codes WHERE sha256 = "
       "?1",
       {digest, opening.now}});
  statements.push_back(
      {"UPDATE login_codes SET used_by = ?2 WHERE sha256 = ?1 AND used_by IS NULL AND "
       "expires_at > ?3",
       {digest, opening.digest, opening.now}});
  statements.push_back(
      {"INSERT OR IGNORE INTO login_sessions (sha256, token_id, expires_at) SELECT ?2, t.id, ?3 "
       "FROM login_codes c JOIN tokens t ON t.id = c.token_id AND t.revoked_at IS NULL "
       "WHERE c.sha256 = ?1 AND c.used_by = ?2",
       {digest, opening.digest, opening.expires_at}});
  statements.push_back({kSession, {opening.digest}});
  return statements;
}

Task<Result<Response>> login_by_code(Context& context, std::string code) {
  constexpr std::size_t kState = 2;
  const Opening opening = co_await new_session();
  CO_TRY(const std::vector<Rows> rows, read_all(use_code(code, opening)));
  if (rows.back().empty()) co_return useless(rows[kState]);
  co_return opened(context, opening, row_json(rows.back()[0]));
}

}  // namespace

Statement insert_code(const std::string& code, const std::string& token_digest, std::int64_t now) {
  return {
      "INSERT INTO login_codes (sha256, token_id, expires_at) SELECT ?1, id, ?2 FROM tokens WHERE "
      "sha256 = ?3",
      {digest_of(code), to_iso8601(now + kCodeMilliseconds), token_digest}};
}

Task<Result<Response>> login(Context& context, Request request) {
  CO_CHECK(const Json body, body_of(request));
  Decoder decoder(body);
  const Decoder::Length length{.least = 1, .most = 1000};
  std::string code = decoder.has("code") ? decoder.text("code", length) : std::string();
  std::string token = code.empty() ? decoder.text("token", length) : std::string();
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  if (!code.empty()) co_return co_await login_by_code(context, std::move(code));
  co_return co_await login_by_token(context, std::string(trimmed(token)));
}

Task<Result<Response>> logout(Context& context, Request request) {
  if (const std::string_view secret = session_cookie(request); is_secret(secret)) {
    CO_TRY(const Rows none,
           read({"DELETE FROM login_sessions WHERE sha256 = ?1", {digest_of(secret)}}));
    static_cast<void>(none);
  }
  Response response = answer("null");
  response.headers.emplace_back("Set-Cookie", cookie_of(context, "", 0));
  co_return response;
}

}  // namespace baton::access
