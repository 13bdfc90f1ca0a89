#include "core/sync/client.hpp"

#include <algorithm>
#include <map>

#include "core/base/json_in.hpp"
#include "core/base/time.hpp"
#include "core/http/answer.hpp"
#include "core/http/target.hpp"
#include "core/store/read.hpp"
#include "core/sync/numbers.hpp"
#include "core/sync/offer.hpp"
#include "core/sync/receive.hpp"
#include "core/sync/remote.hpp"
#include "core/sync/restamp.hpp"

namespace baton::sync {
namespace {

/// Where this store stands with the remote, and what waits for it.
struct Standing {
  Remote remote;
  Offer offer;
};

Task<Result<Standing>> standing_with(std::string name, std::int64_t limit) {
  std::vector<Statement> statements;
  statements.push_back(
      {"SELECT r.url, r.key_name, r.epoch, r.cursor, r.known, r.pushed, "
       "c.device_id, c.device_name, c.device_seq, (SELECT coalesce(max(seq), 0) "
       "FROM events) AS log_end FROM remotes r, clock c WHERE r.name = ?1",
       {name}});
  statements.push_back(page_for_remote(name, limit));
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("remote", name));
  const Row& row = rows[0][0];
  const std::int64_t pushed = integer_at(row, 5);
  co_return Standing{
      {name, text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), text_at(row, 4),
       pushed, text_at(row, 6), text_at(row, 7), integer_at(row, 8)},
      offer_of(rows[1], pushed, limit, integer_at(row, 9))};
}

std::string push_body(const Remote& remote, const Load& load) {
  const Json head = {{"device", {{"id", remote.device_id}, {"name", remote.device_name}}},
                     {"known", remote.known}};
  std::string json = to_text(head);
  json.back() = ',';
  append_load(json, load);
  return json + '}';
}

std::string pull_target(const Remote& remote, std::int64_t limit) {
  return target("/api/sync/pull", {{"device", remote.device_id},
                                   {"own", std::to_string(remote.device_seq)},
                                   {"since", remote.cursor},
                                   {"known", remote.known},
                                   {"limit", std::to_string(limit)}});
}

/// Everything is offered again, and asked for from the beginning.
std::vector<Statement> begin_again(const std::string& remote) {
  return {{"UPDATE remotes SET epoch = '', cursor = '', known = '', pushed = 0 WHERE name = ?1",
           {remote}},
          {"UPDATE remote_projects SET pushed = 0 WHERE remote = ?1", {remote}},
          {"DELETE FROM remote_heads WHERE remote = ?1", {remote}}};
}

/// Events that one side did not take, with why.
using Refused = std::vector<std::pair<const ForeignEvent*, std::string>>;

Statement keep_refused(const std::string& remote, const char* direction, const Refused& refused,
                       std::int64_t now) {
  Json list = Json::array();
  for (const auto& [event, reason] : refused)
    list.push_back({{"id", event->id},
                    {"reason", reason},
                    {"event",
                     {{"type", event->type},
                      {"v", event->v},
                      {"entity_id", event->entity_id},
                      {"device_id", event->device_id},
                      {"device_seq", event->device_seq}}}});
  return {
      "INSERT OR REPLACE INTO refused_events (remote, direction, event_id, reason, event, "
      "refused_at) SELECT ?1, ?2, j.value->>'id', j.value->>'reason', j.value->>'event', ?4 FROM "
      "json_each(?3) j",
      {remote, std::string(direction), to_text(list), to_iso8601(now)}};
}

/// How the remote answered an offered page.
struct PushAnswer {
  std::string epoch, known;
  std::int64_t now = 0;
  std::map<std::string, std::string> refused;  ///< event id → why
  Json numbers;
};

PushAnswer push_answer(const Json& data) {
  PushAnswer answer{text_in(data, "epoch"),
                    text_in(data, "known"),
                    number_in(data, "now"),
                    {},
                    object_in(data, "numbers")};
  for (const Json& receipt : list_in(data, "receipts"))
    if (const std::string& why = text_in(receipt, "refused"); !why.empty())
      answer.refused[text_in(receipt, "id")] = why;
  if (!answer.numbers.is_object()) answer.numbers = Json::object();
  return answer;
}

/// The number of the first own event that was refused for this reason; 0 for none.
std::int64_t first_own(const Standing& standing, const PushAnswer& answer, const char* reason) {
  for (const ForeignEvent& event : standing.offer.load.events) {
    const auto found = answer.refused.find(event.id);
    if (found != answer.refused.end() && found->second == reason &&
        event.device_id == standing.remote.device_id)
      return event.device_seq;
  }
  return 0;
}

std::vector<Statement> keep_pushed(const Standing& standing, const PushAnswer& answer) {
  const Remote& remote = standing.remote;
  const std::int64_t cursor = standing.offer.cursor;
  std::vector<Statement> statements = adopt_numbers(answer.numbers);
  statements.push_back(
      {"UPDATE remotes SET pushed = max(pushed, ?2), epoch = ?3, known = CASE ?4 WHEN '' THEN "
       "known "
       "ELSE ?4 END WHERE name = ?1",
       {remote.name, cursor, answer.epoch, answer.known}});
  statements.push_back({"UPDATE remote_projects SET pushed = max(pushed, ?2) WHERE remote = ?1",
                        {remote.name, cursor}});
  Json taken = Json::array();
  Refused refused;
  for (const ForeignEvent& event : standing.offer.load.events) {
    const auto found = answer.refused.find(event.id);
    if (found == answer.refused.end())
      taken.push_back(event.id);
    else
      refused.emplace_back(&event, found->second);
  }
  statements.push_back(keep_refused(remote.name, "push", refused, answer.now));
  statements.push_back(
      {"DELETE FROM refused_events WHERE remote = ?1 AND direction = 'push' AND "
       "event_id IN (SELECT value FROM json_each(?2))",
       {remote.name, to_text(taken)}});
  return statements;
}

/// Own events get another stamp where the remote could not take the one they have: whether they
/// did.
Task<Result<bool>> mend_stamps(const Standing* standing, const PushAnswer* answer,
                               Progress* progress) {
  if (const std::int64_t first = first_own(*standing, *answer, "device_forked")) {
    CO_TRY(const std::string id, take_new_device_id(first));
    static_cast<void>(id);
    progress->notice = "device_renamed";
    co_return true;
  }
  if (const std::int64_t first = first_own(*standing, *answer, "clock_ahead")) {
    CO_TRY(const bool back, set_back_to(answer->now, first));
    static_cast<void>(back);
    progress->notice = "clock_set_back";
    co_return true;
  }
  co_return false;
}

/// True if the pull may follow.
Task<Result<bool>> push_page(const Standing* standing, Progress* progress) {
  CO_TRY(const Json data, ask_remote(standing->remote, "/api/sync/push",
                                     push_body(standing->remote, standing->offer.load)));
  const PushAnswer answer = push_answer(data);
  CO_TRY(const bool mended, mend_stamps(standing, &answer, progress));
  if (mended) co_return false;
  CO_TRY(const std::vector<Rows> rows, read_all(keep_pushed(*standing, answer)));
  progress->renumbered = renumbered(rows[0]);
  progress->refused += static_cast<std::int64_t>(answer.refused.size());
  progress->pushed = static_cast<std::int64_t>(standing->offer.load.events.size()) -
                     static_cast<std::int64_t>(answer.refused.size());
  co_return true;
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

/// By device, the last number that came.
Json heads_of(const Load& load) {
  std::map<std::string, std::int64_t> heads;
  for (const ForeignEvent& event : load.events)
    heads[event.device_id] = std::max(heads[event.device_id], event.device_seq);
  return heads;
}

std::vector<Statement> keep_pulled(const Remote& remote, const Json& data, const Load& load,
                                   const Json& fresh) {
  Json numbers = object_in(data, "numbers");
  if (!numbers.is_object()) numbers = Json::object();
  std::vector<Statement> statements = adopt_numbers(numbers);
  statements.push_back(
      {"INSERT INTO remote_heads (remote, device_id, device_seq) SELECT ?1, j.key, "
       "j.value FROM json_each(?2) j WHERE true ON CONFLICT (remote, device_id) DO "
       "UPDATE SET device_seq = max(device_seq, excluded.device_seq)",
       {remote.name, to_text(heads_of(load))}});
  statements.push_back(
      {"INSERT OR IGNORE INTO remote_projects (remote, project_uid, pushed) SELECT "
       "?1, j.value, (SELECT pushed FROM remotes WHERE name = ?1) FROM "
       "json_each(?2) j",
       {remote.name, to_text(fresh)}});
  statements.push_back(
      {"UPDATE remotes SET cursor = ?2, known = CASE ?2 WHEN '' THEN known ELSE ?2 "
       "END, epoch = ?3 WHERE name = ?1",
       {remote.name, text_in(data, "cursor"), text_in(data, "epoch")}});
  return statements;
}

/// Takes a page in.
Task<Result<bool>> take_page(const Remote* remote, const Json* data, Progress* progress) {
  Load load = load_of(*data);
  CO_TRY(const Json fresh, new_projects(&load));
  const std::vector<ForeignEvent> events = load.events;
  Reception reception{number_in(*data, "now"), keep_pulled(*remote, *data, load, fresh)};
  const std::int64_t now = reception.now;
  CO_TRY(const Received received, receive(std::move(load), std::move(reception)));
  for (Json& change : renumbered(received.rows[0])) progress->renumbered.push_back(change);
  Refused refused;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (const Receipt& receipt = received.receipts[i]; !receipt.refused.empty())
      refused.emplace_back(&events[i], receipt.refused);
  progress->refused += static_cast<std::int64_t>(refused.size());
  progress->pulled = static_cast<std::int64_t>(events.size() - refused.size());
  if (refused.empty()) co_return true;
  CO_TRY(const Rows none, read(keep_refused(remote->name, "pull", refused, now)));
  static_cast<void>(none);
  co_return true;
}

/// Whether the page holds events that claim to be this device's own and are not here.
bool claims_own(const Remote& remote, const Json& data) {
  return std::ranges::any_of(list_in(data, "events"), [&](const Json& event) {
    return text_in(event, "device_id") == remote.device_id;
  });
}

/// True if the remote has no more.
Task<Result<bool>> pull_page(Remote remote, std::int64_t limit, Progress* progress) {
  CO_TRY(const Json data, ask_remote(remote, pull_target(remote, limit), ""));
  if (claims_own(remote, data)) {
    CO_TRY(const std::string id, take_new_device_id(remote.device_seq + 1));
    static_cast<void>(id);
    progress->notice = "device_renamed";
    co_return false;
  }
  CO_TRY(const bool taken, take_page(&remote, &data, progress));
  static_cast<void>(taken);
  co_return !flag_in(data, "has_more");
}

Task<Result<bool>> restart(std::string remote) {
  CO_TRY(const std::vector<Rows> none, read_all(begin_again(remote)));
  static_cast<void>(none);
  co_return true;
}

Task<Result<Progress>> exchange(std::string name, std::int64_t limit) {
  Progress progress;
  CO_TRY(Standing standing, standing_with(name, limit));
  CO_TRY(const bool taken, push_page(&standing, &progress));
  if (!taken) co_return progress;
  CO_TRY(const Rows rows, read({"SELECT cursor, known FROM remotes WHERE name = ?1", {name}}));
  standing.remote.cursor = text_at(rows[0], 0);
  standing.remote.known = text_at(rows[0], 1);
  const bool more = standing.offer.more;
  CO_TRY(const bool whole, pull_page(std::move(standing.remote), limit, &progress));
  progress.done = whole && !more;
  co_return progress;
}

}  // namespace

Task<Result<Progress>> step(std::string remote, std::int64_t patience) {
  if (patience > 0) {
    CO_TRY(const Standing standing, standing_with(remote, 1));
    CO_TRY(const bool reached, reach_remote(standing.remote, patience));
    static_cast<void>(reached);
  }
  std::int64_t limit = kPageEvents;
  for (;;) {
    Result<Progress> progress = co_await exchange(remote, limit);
    if (progress) co_return progress;
    if (progress.error().code == "epoch_changed") {
      CO_TRY(const bool begun, restart(remote));
      static_cast<void>(begun);
      Progress restarted;
      restarted.notice = "remote_restored";
      co_return restarted;
    }
    if (progress.error().fault != Fault::too_large || limit == 1) co_return progress;
    limit /= 2;
  }
}

}  // namespace baton::sync
