#include "core/access/tokens.hpp"

#include <algorithm>

#include "core/access/login.hpp"
#include "core/access/secrets.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/http/answer.hpp"
#include "core/projects/named.hpp"
#include "core/redact/redact.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"
#include "core/store/repeat.hpp"

namespace baton::access {
namespace {

constexpr std::size_t kMostProjects = 50;

constexpr const char* kMembers =
    "SELECT json_object('id', id, 'name', name, 'role', role, 'projects', CASE scoped WHEN 0 THEN "
    "NULL ELSE json((SELECT json_group_array(project_uid) FROM token_projects WHERE token_id = "
    "tokens.id)) END, 'created_at', created_at, 'revoked_at', revoked_at)";

struct Grant {
  std::string name, role;
  bool scoped = false;
  std::vector<std::string> sent;  ///< projects, by id or uid
  Json projects;                  ///< their uids; null for all
  bool link = false;
};

Result<Grant> grant_of(const Json& body) {
  Decoder decoder(body);
  Grant grant;
  grant.name = trimmed(decoder.text("name", {.least = 1, .most = 200}));
  grant.role = decoder.word_or("role", "write", {"read", "write", "admin"});
  grant.scoped = decoder.has("projects");
  grant.sent = decoder.texts_or_empty("projects", kMostProjects, {.least = 1, .most = 36});
  grant.link = decoder.boolean_or("link", false);
  if (grant.scoped && grant.sent.empty())
    decoder.refuse("projects", "projects must name one, or be left out for a token of all.");
  if (decoder.error()) return std::unexpected(*decoder.error());
  grant.name = mask_secrets(grant.name);
  return grant;
}

Task<Result<Json>> uids_of(std::vector<std::string> sent) {
  std::vector<Statement> statements;
  for (const std::string& project : sent) {
    CO_CHECK(const Key key, key_of(project, "projects"));
    statements.push_back(
        {"SELECT uid FROM projects WHERE id = " + id_of_project(key) + " AND deleted = 0",
         {key.value}});
  }
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  std::vector<std::string> uids;
  for (std::size_t i = 0; i < sent.size(); ++i) {
    if (rows[i].empty()) co_return std::unexpected(unknown("project", sent[i]));
    const std::string& uid = text_at(rows[i][0], 0);
    if (std::find(uids.begin(), uids.end(), uid) == uids.end()) uids.push_back(uid);
  }
  co_return Json(uids);
}

std::vector<Statement> insertions(const Grant& grant, const std::string& digest,
                                  const std::string& now) {
  std::vector<Statement> statements;
  statements.push_back(
      {"INSERT INTO tokens (name, role, sha256, created_at, scoped) VALUES (?1, ?2, "
       "?3, ?4, ?5) RETURNING id",
       {grant.name, grant.role, digest, now, std::int64_t{grant.scoped}}});
  if (grant.scoped)
    statements.push_back(
        {"INSERT INTO token_projects (token_id, project_uid) SELECT DISTINCT t.id, "
         "p.value FROM tokens t, json_each(?2) p WHERE t.sha256 = ?1",
         {digest, to_text(grant.projects)}});
  return statements;
}

Json made_json(const Grant& grant, const std::string& token, const std::string& code,
               std::int64_t now) {
  Json data = {
      {"name", grant.name}, {"role", grant.role}, {"projects", grant.projects}, {"token", token}};
  if (!grant.link) return data;
  data["login_code"] = code;
  data["login_path"] = "/login?code=" + code;
  data["login_expires_at"] = to_iso8601(now + kCodeMilliseconds);
  return data;
}

}  // namespace

Task<Result<Response>> list(Context& /*context*/, Request request) {
  CO_CHECK(const Page page, page_of(request));
  const Listing listing{
      .select = kMembers, .from = "FROM tokens WHERE true", .keys = {{"id", Listing::number}}};
  CO_CHECK(Statement statement, page_statement(listing, page));
  CO_TRY(Rows rows, read(std::move(statement)));
  co_return answer_page(std::move(rows), page);
}

Task<Result<Response>> create(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Grant grant, grant_of(body));
  if (grant.scoped) {
    CO_TRY(grant.projects, uids_of(grant.sent));
  }
  const std::string token = std::string(kTokenPrefix) + co_await new_secret();
  const std::string code = grant.link ? co_await new_secret() : std::string();
  const std::int64_t now = co_await perform(Now{});
  const std::string digest = digest_of(token);
  std::vector<Statement> statements = insertions(grant, digest, to_iso8601(now));
  if (grant.link) statements.push_back(insert_code(code, digest, now));
  Batch batch{std::move(statements)};
  CO_TRY(const std::vector<Rows> rows, run_once(std::move(batch)));
  Json data = made_json(grant, token, code, now);
  data["id"] = integer_at(rows[0][0], 0);
  co_return answer(to_text(data));
}

Task<Result<Response>> revoke(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const std::string now, now_text());
  std::vector<Statement> statements;
  statements.push_back(
      {"UPDATE tokens SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL", {key.value, now}});
  statements.push_back({"DELETE FROM login_sessions WHERE token_id = ?1", {key.value}});
  statements.push_back({std::string(kMembers) + " FROM tokens WHERE id = ?1", {key.value}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[2].empty()) co_return std::unexpected(unknown("token", id));
  co_return answer(row_json(rows[2][0]));
}

}  // namespace baton::access
