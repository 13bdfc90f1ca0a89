#include "core/sync/remotes.hpp"

#include <algorithm>

#include "core/base/json.hpp"
#include "core/base/json_in.hpp"
#include "core/base/text.hpp"
#include "core/http/answer.hpp"
#include "core/http/server_address.hpp"
#include "core/models/key_name.hpp"
#include "core/store/read.hpp"
#include "core/sync/client.hpp"
#include "core/sync/offer.hpp"

namespace baton::sync {
namespace {

constexpr std::size_t kMostProjects = 1000;
constexpr std::int64_t kMostPatience = 60'000;

struct RemoteDraft {
  std::string name, url, key_name, device_name;
  Value all_projects, automatic;  ///< 0 or 1; none: as it is
  Json projects = Json::array();
  Json withheld = Json::array();
};

Value switch_in(Decoder& decoder, const Json& body, const char* name) {
  if (member_in(body, name).is_null()) return {};
  return std::int64_t{decoder.boolean_or(name, false)};
}

Json uids_in(Decoder& decoder, const char* name) {
  Json uids = Json::array();
  for (std::string& uid : decoder.texts_or_empty(name, kMostProjects, {.least = 1, .most = 200}))
    uids.push_back(std::move(uid));
  return uids;
}

bool is_remote_name(std::string_view name) {
  return !name.empty() && name.size() <= 60 && std::ranges::all_of(name, [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '_';
  });
}

Result<RemoteDraft> remote_draft_of(const Json& body) {
  Decoder decoder(body);
  RemoteDraft draft;
  draft.name = decoder.text_or("name", "origin", {.least = 1, .most = 60});
  draft.url = decoder.text("url", {.least = 1, .most = 500});
  while (draft.url.ends_with('/')) draft.url.pop_back();
  draft.key_name = decoder.text_or("key_name", "", {.least = 0, .most = 100});
  draft.device_name = decoder.text_or("device_name", "", {.least = 0, .most = 200});
  draft.all_projects = switch_in(decoder, body, "all_projects");
  draft.automatic = switch_in(decoder, body, "automatic");
  draft.projects = uids_in(decoder, "projects");
  draft.withheld = uids_in(decoder, "withheld_projects");
  if (!decoder.error() && !is_remote_name(draft.name))
    decoder.refuse("name", "name may have letters, digits, '-' and '_' only.");
  if (!decoder.error() && !is_server_address(draft.url))
    decoder.refuse("url",
                   "url must be a server's address such as https://baton.example.org, without a "
                   "user, a password or a query.");
  if (!decoder.error() && !draft.key_name.empty() && !models::is_key_name(draft.key_name))
    decoder.refuse("key_name",
                   "key_name must begin with BATON_KEY_: the name of a secret of the "
                   "host, not the token.");
  if (decoder.error()) return std::unexpected(*decoder.error());
  return draft;
}

std::string select_remotes() {
  return "SELECT json_object('name', o.name, 'url', o.url, 'key_name', o.key_name, 'all_projects', "
         "json(CASE o.all_projects WHEN 1 THEN 'true' ELSE 'false' END), 'automatic', json(CASE "
         "o.automatic WHEN 1 THEN 'true' ELSE 'false' END), 'projects', json((SELECT "
         "json_group_array(c.project_uid) FROM remote_projects c WHERE c.remote = o.name)), "
         "'waiting', " +
         waiting_expression() +
         ", 'refused', (SELECT count(*) FROM refused_events f WHERE f.remote = o.name), "
         "'created_at', o.created_at, 'synced_at', o.synced_at, 'failed_at', o.failed_at, "
         "'failure', "
         "o.failure) AS remote FROM remotes o";
}

constexpr const char* kKeep = R"(INSERT INTO remotes (name, url, key_name, all_projects, automatic,
  epoch, cursor, known, pushed, created_at, failure)
VALUES (?1, ?2, ?3, coalesce(?4, 0), coalesce(?5, 0), '', '', '', 0, ?6, '')
ON CONFLICT (name) DO UPDATE SET key_name = excluded.key_name, automatic = coalesce(?5, automatic),
  all_projects = coalesce(?4, all_projects),
  pushed = CASE WHEN all_projects < coalesce(?4, all_projects) THEN 0 ELSE pushed END)";

/// Deletes the remote, and what belongs to it, if it is not at this address; at "" nothing is.
std::vector<Statement> forgetting(const std::string& name, const std::string& url) {
  std::vector<Statement> statements;
  for (const char* row : {"remote_projects WHERE remote", "remote_pulled WHERE remote",
                          "refused_events WHERE remote", "remotes WHERE name"})
    statements.push_back({std::string("DELETE FROM ") + row +
                              " = ?1 AND EXISTS (SELECT 1 FROM remotes WHERE name = ?1 AND url <> "
                              "?2)",
                          {name, url}});
  return statements;
}

/// What changes where it is; another address is another remote, to which nothing was allowed yet.
std::vector<Statement> keeping(const RemoteDraft& draft, const std::string& now) {
  std::vector<Statement> statements = forgetting(draft.name, draft.url);
  statements.push_back(
      {kKeep, {draft.name, draft.url, draft.key_name, draft.all_projects, draft.automatic, now}});
  statements.push_back(
      {"INSERT OR IGNORE INTO remote_projects (remote, project_uid, pushed) SELECT ?1, value, 0 "
       "FROM json_each(?2)",
       {draft.name, to_text(draft.projects)}});
  statements.push_back(
      {"DELETE FROM remote_projects WHERE remote = ?1 AND project_uid IN (SELECT value FROM "
       "json_each(?2))",
       {draft.name, to_text(draft.withheld)}});
  statements.push_back({"UPDATE clock SET device_name = ?1 WHERE ?1 <> ''", {draft.device_name}});
  statements.push_back({select_remotes() + " WHERE o.name = ?1", {draft.name}});
  return statements;
}

Json progress_json(const Progress& progress) {
  return {{"pushed", progress.pushed},   {"pulled", progress.pulled},
          {"refused", progress.refused}, {"done", progress.done},
          {"notice", progress.notice},   {"renumbered", progress.renumbered}};
}

Task<Result<bool>> note_outcome(std::string name, const Result<Progress>* progress) {
  CO_TRY(const std::string now, now_text());
  if (!*progress && progress->error().code == "unknown_remote") co_return true;
  const std::string failure = *progress ? "" : progress->error().message;
  const char* column = *progress ? "synced_at" : "failed_at";
  CO_TRY(const Rows none,
         read({std::string("UPDATE remotes SET ") + column + " = ?2, failure = ?3 WHERE name = ?1",
               {std::move(name), now, failure}}));
  static_cast<void>(none);
  co_return true;
}

}  // namespace

Result<std::string> named_remote(const Request& request) {
  std::string name(request.param("name"));
  if (is_remote_name(name)) return name;
  return fail(Fault::invalid, "invalid_field", "name may have letters, digits, '-' and '_' only.",
              "name");
}

Task<Result<Response>> list_remotes(Context& /*context*/, Request /*request*/) {
  CO_TRY(const Rows rows, read({select_remotes() + " ORDER BY o.name", {}}));
  co_return answer(rows_json(rows));
}

Task<Result<Response>> keep_remote(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(const RemoteDraft draft, remote_draft_of(body));
  CO_TRY(const std::string now, now_text());
  CO_TRY(const std::vector<Rows> rows, read_all(keeping(draft, now)));
  co_return answer(text_at(rows.back()[0], 0));
}

Task<Result<Response>> remove_remote(Context& /*context*/, Request request) {
  CO_CHECK(const std::string name, named_remote(request));
  std::vector<Statement> statements = forgetting(name, "");
  statements.insert(statements.begin(), {"SELECT key_name FROM remotes WHERE name = ?1", {name}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("remote", name));
  const Json data = {{"name", name}, {"key_name", text_at(rows[0][0], 0)}};
  co_return answer(to_text(data));
}

Task<Result<Response>> sync_remote(Context& /*context*/, Request request) {
  CO_CHECK(const std::string name, named_remote(request));
  CO_CHECK(const std::int64_t patience, number_argument(request, "patience", 0, 0, kMostPatience));
  const Result<Progress> progress = co_await step(name, patience);
  CO_TRY(const bool noted, note_outcome(name, &progress));
  static_cast<void>(noted);
  if (!progress) co_return std::unexpected(progress.error());
  co_return answer(to_text(progress_json(*progress)));
}

Task<Result<Response>> status(Context& /*context*/, Request /*request*/) {
  std::vector<Statement> statements;
  statements.push_back(
      {"SELECT json_object('id', device_id, 'name', device_name, 'events', "
       "device_seq, 'epoch', epoch) AS device FROM clock",
       {}});
  statements.push_back(
      {"SELECT json_object('id', e.device_id, 'name', coalesce(d.name, ''), "
       "'events', count(*), 'last', max(e.device_seq), 'seen_at', d.seen_at) AS "
       "device FROM events e LEFT JOIN devices d ON d.device_id = e.device_id "
       "WHERE e.workspace = (SELECT workspace FROM clock) "
       "GROUP BY e.device_id ORDER BY e.device_id",
       {}});
  statements.push_back(
      {"SELECT json_object('name', o.name, 'url', o.url, 'automatic', json(CASE "
       "o.automatic WHEN 1 THEN 'true' ELSE 'false' END), 'waiting', " +
           waiting_expression() +
           ", 'synced_at', o.synced_at, 'failed_at', o.failed_at, 'failure', "
           "o.failure) AS remote FROM remotes o ORDER BY o.name",
       {}});
  statements.push_back(
      {"SELECT json_object('remote', remote, 'direction', direction, 'event_id', "
       "event_id, 'reason', reason, 'event', json(event), 'refused_at', refused_at) "
       "AS refused FROM refused_events ORDER BY refused_at DESC LIMIT 100",
       {}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  co_return answer("{\"device\":" + text_at(rows[0][0], 0) + ",\"devices\":" + rows_json(rows[1]) +
                   ",\"remotes\":" + rows_json(rows[2]) + ",\"refused\":" + rows_json(rows[3]) +
                   "}");
}

}  // namespace baton::sync
