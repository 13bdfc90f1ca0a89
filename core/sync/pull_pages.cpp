#include <algorithm>

#include "core/base/json_in.hpp"
#include "core/http/answer.hpp"
#include "core/http/target.hpp"
#include "core/store/read.hpp"
#include "core/sync/numbers.hpp"
#include "core/sync/receive.hpp"
#include "core/sync/stamps.hpp"
#include "core/sync/standing.hpp"

namespace baton::sync {
namespace {

Question page_after(const std::string& since, const std::string& known, std::int64_t limit) {
  return {target("/api/sync/pull",
                 {{"since", since}, {"known", known}, {"limit", std::to_string(limit)}}),
          ""};
}

/// A remote that has more says where it goes on.
bool has_more(const Remote& remote, const Json& data) {
  return flag_in(data, "has_more") && text_in(data, "cursor") != remote.cursor;
}

/// The projects that begin in the page and that this store does not know.
Task<Result<Json>> new_projects(const Load* load) {
  Json uids = Json::array();
  for (const ForeignEvent& event : load->events)
    if (event.type == "project.created") uids.push_back(event.entity_id);
  if (uids.empty()) co_return uids;
  CO_TRY(const Rows rows, read({"SELECT j.value FROM json_each(?1) j WHERE NOT EXISTS (SELECT 1 "
                                "FROM projects p WHERE p.uid = j.value)",
                                {to_text(uids)}}));
  Json fresh = Json::array();
  for (const Row& row : rows) fresh.push_back(text_at(row, 0));
  co_return fresh;
}

/// The page's events came from the remote: a range of this log behind `log_end`, joined to the one
/// before it.
Statement note_pulled(const Remote& remote, const Load& load, std::int64_t log_end) {
  Json ids = Json::array();
  for (const ForeignEvent& event : load.events) ids.push_back(event.id);
  return {
      "INSERT INTO remote_pulled (remote, first_seq, last_seq) SELECT ?1, coalesce((SELECT "
      "p.first_seq FROM remote_pulled p WHERE p.remote = ?1 AND p.last_seq = n.first - 1), "
      "n.first), "
      "n.last FROM (SELECT min(e.seq) AS first, max(e.seq) AS last FROM json_each(?2) j JOIN "
      "events e "
      "ON e.id = j.value WHERE e.seq > ?3) n WHERE n.first IS NOT NULL ON CONFLICT (remote, "
      "first_seq) DO UPDATE SET last_seq = excluded.last_seq",
      {remote.name, to_text(ids), log_end}};
}

std::vector<Statement> keep_pulled(const Standing& standing, const Json& data, const Load& load,
                                   const Json& fresh) {
  const Remote& remote = standing.remote;
  Json numbers = object_in(data, "numbers");
  if (!numbers.is_object()) numbers = Json::object();
  Json names = object_in(data, "devices");
  if (!names.is_object()) names = Json::object();
  std::vector<Statement> statements = adopt_numbers(numbers, standing.last_session);
  statements.push_back(note_pulled(remote, load, standing.log_end));
  statements.push_back(
      {"INSERT OR IGNORE INTO remote_projects (remote, project_uid, pushed) SELECT "
       "?1, j.value, (SELECT pushed FROM remotes WHERE name = ?1) FROM json_each(?2) j",
       {remote.name, to_text(fresh)}});
  statements.push_back(
      {"INSERT INTO devices (device_id, name, registered_at, seen_at) SELECT j.key, j.value, '', "
       "'' "
       "FROM json_each(?1) j WHERE j.type = 'text' ON CONFLICT (device_id) DO UPDATE SET name = "
       "excluded.name WHERE name <> excluded.name",
       {to_text(names)}});
  statements.push_back(
      {"UPDATE remotes SET cursor = ?2, known = CASE ?2 WHEN '' THEN known ELSE ?2 END, epoch = ?3 "
       "WHERE name = ?1",
       {remote.name, text_in(data, "cursor"), text_in(data, "epoch")}});
  return statements;
}

Refused refused_of(const Load& load, const std::vector<Receipt>& receipts) {
  Refused refused;
  for (std::size_t i = 0; i < load.events.size(); ++i)
    if (!receipts[i].refused.empty()) refused.emplace_back(&load.events[i], receipts[i].refused);
  return refused;
}

/// Takes a page in.
Task<Result<bool>> take_page(const Standing* standing, const Json* data, Progress* progress) {
  Load load = load_of(*data);
  CO_TRY(const Json fresh, new_projects(&load));
  Reception reception{number_in(*data, "now"), keep_pulled(*standing, *data, load, fresh), true};
  const std::int64_t now = reception.now;
  CO_TRY(const Received received, receive(std::move(load), std::move(reception)));
  append_renumbered(progress->renumbered, received.rows);
  const auto refusals = std::ranges::count_if(
      received.receipts, [](const Receipt& receipt) { return !receipt.refused.empty(); });
  progress->refused += refusals;
  progress->pulled += static_cast<std::int64_t>(received.receipts.size()) - refusals;
  if (refusals == 0) co_return true;
  const Load sent = load_of(*data);
  const Refused refused = refused_of(sent, received.receipts);
  CO_TRY(const Rows none, read(keep_refused(standing->remote.name, "pull", refused, now)));
  static_cast<void>(none);
  co_return true;
}

/// Whether the page holds events that claim to be this device's own and are not here.
Task<Result<bool>> claims_own(const Remote* remote, const Json* data) {
  Json ids = Json::array();
  for (const Json& event : list_in(*data, "events"))
    if (text_in(event, "device_id") == remote->device_id) ids.push_back(text_in(event, "id"));
  if (ids.empty()) co_return false;
  CO_TRY(const Rows rows,
         read({"SELECT j.value FROM json_each(?1) j WHERE NOT EXISTS (SELECT 1 FROM "
               "events e WHERE e.id = j.value) LIMIT 1",
               {to_text(ids)}}));
  co_return !rows.empty();
}

/// The number of the first own event that the remote may not have.
Task<Result<std::int64_t>> first_unpushed(std::string remote) {
  CO_TRY(const Rows rows,
         read({"SELECT coalesce((SELECT min(e.device_seq) FROM events e WHERE e.workspace = "
               "c.workspace AND e.device_id = c.device_id AND e.seq > (SELECT pushed FROM remotes "
               "WHERE name = ?1)), c.device_seq "
               "+ 1) AS first FROM clock c",
               {std::move(remote)}}));
  co_return integer_at(rows[0], 0);
}

/// A page that holds unknown events of this device says that it is one of two copies: true, and it
/// has a new id.
Task<Result<bool>> became_another(const Remote* remote, const Json* data, Progress* progress) {
  CO_TRY(const bool forked, claims_own(remote, data));
  if (!forked) co_return false;
  CO_TRY(const std::int64_t first, first_unpushed(remote->name));
  progress->notice = "device_renamed";
  co_return co_await take_new_device_id(remote->device_id, first);
}

}  // namespace

Task<Result<bool>> pull_pages(std::string name, std::int64_t limit, Progress* progress) {
  CO_TRY(Standing standing, standing_with(name));
  Question question = page_after(standing.remote.cursor, standing.remote.known, limit);
  for (int pages = 1;; ++pages) {
    CO_TRY(const Json data, ask_remote(standing.remote, question));
    CO_TRY(const bool another, became_another(&standing.remote, &data, progress));
    if (another) co_return false;
    const bool more = has_more(standing.remote, data);
    const bool go_on = more && pages < kPagesAtOnce;
    const std::string& cursor = text_in(data, "cursor");
    question = page_after(cursor, cursor, limit);
    if (go_on) co_await ask_ahead(standing.remote, question);
    CO_TRY(const bool taken, take_page(&standing, &data, progress));
    static_cast<void>(taken);
    if (!go_on) co_return !more;
    CO_TRY(standing, standing_with(name));
  }
}

}  // namespace baton::sync
