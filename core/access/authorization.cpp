#include "core/access/authorization.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/http/answer.hpp"
#include "core/projects/named.hpp"
#include "core/sessions/columns.hpp"
#include "core/store/read.hpp"

namespace baton::access {
namespace {

using What = Subject::What;
using Where = Subject::Where;
using Need = Subject::Need;

constexpr std::size_t kFixedColumns = 3;

constexpr const char* kOfToken = " FROM tokens t WHERE t.sha256 = ?1 AND t.revoked_at IS NULL";
constexpr const char* kOfCookie =
    " FROM login_sessions l LEFT JOIN tokens t ON t.id = l.token_id AND t.revoked_at IS NULL "
    "WHERE l.sha256 = ?1 AND l.expires_at > ?2 AND (l.token_id IS NULL OR t.id IS NOT NULL)";

Access access_of_role(std::string_view role) {
  if (role == "admin") return Access::admin;
  return role == "write" ? Access::write : Access::read;
}

const char* word_of(What what) {
  switch (what) {
    case What::project:
      return "project";
    case What::handoff:
      return "handoff";
    case What::knowledge:
      return "knowledge";
    case What::session:
    case What::source:
      return "session";
  }
  return "project";
}

/// From the token's projects `x` to the thing, under its condition.
std::string path_to(What what, const std::string& column, const std::string& parameter) {
  const std::string projects = "token_projects x JOIN projects p ON p.uid = x.project_uid";
  const std::string sessions = projects + " JOIN sessions s ON s.project_id = p.id";
  const std::string same = column + " = " + parameter;
  switch (what) {
    case What::project:
      return projects + " WHERE p.id = " + id_of_project(column, parameter);
    case What::session:
      return sessions + " WHERE s." + same;
    case What::source:
      return sessions +
             " WHERE s.id = (SELECT max(s.id) FROM sessions s JOIN projects p ON p.id = "
             "s.project_id AND p.deleted = 0 AND s.deleted = 0 WHERE " +
             sessions::has_source(parameter) + ")";
    case What::handoff:
      return sessions + " JOIN handoff_documents h ON h.session_id = s.id WHERE h." + same;
    case What::knowledge:
      return projects + " JOIN knowledge_base k ON k.project_id = p.id WHERE k." + same;
  }
  return projects + " WHERE false";
}

std::string table_of(What what) {
  return what == What::knowledge ? "knowledge_base"
         : what == What::handoff ? "handoff_documents"
                                 : std::string(word_of(what)) + "s";
}

/// A column: whether the token `t` reaches the thing.
std::string reach_of(const Subject& subject, const std::string& column, std::size_t number) {
  const std::string parameter = "?" + std::to_string(number);
  std::string sql = ", (coalesce(t.scoped, 0) = 0 OR EXISTS (SELECT 1 FROM " +
                    path_to(subject.what, column, parameter) + " AND x.token_id = t.id)";
  if (subject.need == Need::if_known)
    sql += " OR NOT EXISTS (SELECT 1 FROM " + table_of(subject.what) + " WHERE " + column + " = " +
           parameter + ")";
  return sql + ")";
}

/// The member of a body that names a subject; "" if it is absent or null.
Result<std::string> sent_in_body(const Request& request, const Subject& subject) {
  TRY(const Json body, body_of(request));
  Decoder decoder(body);
  if (!decoder.has(subject.name)) return std::string();
  std::string sent = decoder.id(subject.name);
  if (decoder.error()) return std::unexpected(*decoder.error());
  return sent;
}

std::unexpected<Error> not_valid(Credential::Kind kind) {
  if (kind == Credential::Kind::cookie)
    return fail(Fault::unauthorized, "invalid_session",
                "The session has ended: log in again, or send a token.");
  return fail(Fault::unauthorized, "invalid_token", "The token is not known here, or was revoked.");
}

std::unexpected<Error> spans_projects() {
  return fail(Fault::forbidden, "project_scope",
              "The token is limited to projects, and this spans them all; where a list takes a "
              "project, name one of the token's.");
}

}  // namespace

Question::Question(Credential credential, const Route& route, const Request& request, About about,
                   std::string now)
    : credential_(std::move(credential)), route_(route) {
  const bool cookie = credential_.kind == Credential::Kind::cookie;
  statement_.parameters = {credential_.digest};
  if (cookie) statement_.parameters.emplace_back(std::move(now));
  for (const Subject& subject : route.scope.subjects)
    if ((subject.where == Where::body) == (about == About::body)) ask(subject, request);
  statement_.sql = "SELECT coalesce(t.role, ''), coalesce(t.scoped, 0), " +
                   std::string(cookie ? "l.bound_to" : "NULL") + columns_ +
                   (cookie ? kOfCookie : kOfToken);
}

void Question::ask(const Subject& subject, const Request& request) {
  Result<std::string> sent =
      subject.where == Where::path    ? Result<std::string>(request.param(subject.name))
      : subject.where == Where::query ? Result<std::string>(request.argument(subject.name))
                                      : sent_in_body(request, subject);
  if (!sent)
    asked_.push_back({word_of(subject.what), {}, sent.error(), false});
  else if (!sent->empty())
    ask_for(subject, *std::move(sent));
  else if (subject.need == Need::always)
    asked_.push_back({word_of(subject.what), {}, {}, true});
}

void Question::ask_for(const Subject& subject, std::string sent) {
  Asked asked{word_of(subject.what), sent, {}, false};
  Key key{"source", sent};
  if (subject.what != What::source) {
    const Result<Key> named = key_of(sent, subject.name);
    if (!named) asked.fault = named.error();
    if (named) key = *named;
    // What is no uid makes nothing: the handler refuses it.
    if (subject.need == Need::if_known && key.column != "uid") return;
  }
  if (!asked.fault) {
    statement_.parameters.push_back(key.value);
    columns_ += reach_of(subject, key.column, statement_.parameters.size());
  }
  asked_.push_back(std::move(asked));
}

bool Question::is_limited(const Rows& rows) { return !rows.empty() && integer_at(rows[0], 1) != 0; }

Result<bool> Question::judge(Context& context, const Rows& rows) const {
  if (rows.empty()) return not_valid(credential_.kind);
  const Row& row = rows[0];
  const bool of_secret = text_at(row, 0).empty();
  if (of_secret && (credential_.bound.empty() || text_at(row, 2) != credential_.bound))
    return not_valid(credential_.kind);
  context.access = of_secret ? Access::admin : access_of_role(text_at(row, 0));
  if (context.access < route_.access)
    return fail(Fault::forbidden, "role_too_low", "The token's role does not allow this.");
  return integer_at(row, 1) == 0 ? true : judge_subjects(row);
}

Result<bool> Question::judge_subjects(const Row& row) const {
  if (route_.scope.spans) return spans_projects();
  std::size_t column = kFixedColumns;
  for (const Asked& asked : asked_) {
    if (asked.spans) return spans_projects();
    if (asked.fault) return std::unexpected(*asked.fault);
    if (integer_at(row, column++) == 0) return std::unexpected(unknown(asked.what, asked.sent));
  }
  return true;
}

std::string reached(const Context& context, const std::string& project,
                    std::vector<Value>& parameters) {
  if (context.credential.empty()) return "true";
  parameters.emplace_back(context.credential);
  const std::string digest = "?" + std::to_string(parameters.size());
  const std::string token =
      "(SELECT id FROM tokens WHERE sha256 = " + digest +
      " UNION ALL SELECT token_id FROM login_sessions WHERE sha256 = " + digest + ")";
  return "(NOT EXISTS (SELECT 1 FROM tokens WHERE id = " + token + " AND scoped = 1) OR " +
         project + " IN (SELECT project_uid FROM token_projects WHERE token_id = " + token + "))";
}

}  // namespace baton::access
