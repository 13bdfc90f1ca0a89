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
#include "core/sync/stamps.hpp"

namespace baton::sync {
namespace {

/// Where this store stands with the remote, and what waits for it.
struct Standing {
  Remote remote;
  Offer offer;
  std::int64_t log_end = 0;
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
      offer_of(rows[1], pushed, limit, integer_at(row, 9)),
      integer_at(row, 9)};
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
  return target(
      "/api/sync/pull",
      {{"since", remote.cursor}, {"known", remote.known}, {"limit", std::to_string(limit)}});
}

/// Everything is offered again, and asked for from the beginning.
std::vector<Statement> begin_again(const std::string& remote) {
  return {{"UPDATE remotes SET epoch = '', cursor = '', known = '', pushed = 0 WHERE name = ?1",
           {remote}},
          {"UPDATE remote_projects SET pushed = 0 WHERE remote = ?1", {remote}},
          {"DELETE FROM remote_pulled WHERE remote = ?1", {remote}}};
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
  std::vector<Stamp> held;         ///< stamps that count, of events that have others here
  std::vector<std::int64_t> seqs;  ///< places in the remote's log
  Json numbers;
};

PushAnswer push_answer(const Json& data) {
  PushAnswer answer;
  answer.epoch = text_in(data, "epoch");
  answer.known = text_in(data, "known");
  answer.now = number_in(data, "now");
  answer.numbers = object_in(data, "numbers");
  if (!answer.numbers.is_object()) answer.numbers = Json::object();
  for (const Json& receipt : list_in(data, "receipts")) {
    const std::string& id = text_in(receipt, "id");
    if (const std::int64_t seq = number_in(receipt, "seq")) answer.seqs.push_back(seq);
    if (const std::string& why = text_in(receipt, "refused"); !why.empty())
      answer.refused[id] = why;
    else if (const std::string& device = text_in(receipt, "device_id"); !device.empty())
      answer.held.push_back(
          {id, device, number_in(receipt, "device_seq"), text_in(receipt, "hlc")});
  }
  return answer;
}

/// The events that were refused for this reason, own ones or others'.
std::vector<const ForeignEvent*> refused_for(const Standing& standing, const PushAnswer& answer,
                                             const char* reason, bool own) {
  std::vector<const ForeignEvent*> events;
  for (const ForeignEvent& event : standing.offer.load.events) {
    const auto found = answer.refused.find(event.id);
    if (found != answer.refused.end() && found->second == reason &&
        (event.device_id == standing.remote.device_id) == own)
      events.push_back(&event);
  }
  return events;
}

/// Where the next pull begins: behind what was pushed now, if that was put there next.
std::string cursor_after(const Remote& remote, const PushAnswer& answer) {
  const auto place = place_of(remote.cursor);
  if (!place || answer.seqs.empty()) return remote.cursor;
  std::int64_t next = place->seq;
  for (const std::int64_t seq : answer.seqs)
    if (seq == next + 1) ++next;
  return next == std::ranges::max(answer.seqs) ? answer.known : remote.cursor;
}

std::vector<Statement> keep_pushed(const Standing& standing, const PushAnswer& answer) {
  const Remote& remote = standing.remote;
  const std::int64_t cursor = standing.offer.cursor;
  std::vector<Statement> statements = adopt_numbers(answer.numbers);
  statements.push_back(
      {"UPDATE remotes SET pushed = max(pushed, ?2), epoch = ?3, known = CASE ?4 WHEN '' THEN "
       "known "
       "ELSE ?4 END, cursor = ?5 WHERE name = ?1",
       {remote.name, cursor, answer.epoch, answer.known, cursor_after(remote, answer)}});
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
  for (Statement& statement : take_over(answer.held)) statements.push_back(std::move(statement));
  return statements;
}

Task<Result<bool>> give_own_stamps(const std::vector<const ForeignEvent*>* events) {
  Json ids = Json::array();
  for (const ForeignEvent* event : *events) ids.push_back(event->id);
  CO_TRY(const std::vector<Rows> none, read_all(make_own(to_text(ids))));
  co_return !none.empty();
}

/// Events get another stamp where the remote could not take the one that they have: whether any
/// did.
Task<Result<bool>> mend_stamps(const Standing* standing, const PushAnswer* answer,
                               Progress* progress) {
  const auto own = refused_for(*standing, *answer, "device_forked", true);
  const auto others = refused_for(*standing, *answer, "device_forked", false);
  if (!own.empty()) {
    progress->notice = "device_renamed";
    co_return co_await take_new_device_id(standing->remote.device_id, own.front()->device_seq);
  }
  // Its place is another's there, so this device answers for it.
  if (!others.empty()) co_return co_await give_own_stamps(&others);
  if (refused_for(*standing, *answer, "clock_ahead", true).empty()) co_return false;
  progress->notice = "clock_set_back";
  co_return co_await set_back_to(answer->now, standing->remote.pushed);
}

/// True if all of it was judged, false if stamps were changed and it is to be offered again.
Task<Result<bool>> push_page(const Standing* standing, Progress* progress) {
  CO_TRY(const Json data, ask_remote(standing->remote, "/api/sync/push",
                                     push_body(standing->remote, standing->offer.load)));
  const PushAnswer answer = push_answer(data);
  CO_TRY(const bool mended, mend_stamps(standing, &answer, progress));
  if (mended) co_return false;
  CO_TRY(const std::vector<Rows> rows, read_all(keep_pushed(*standing, answer)));
  for (Json& change : renumbered(rows[0])) progress->renumbered.push_back(change);
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
  std::vector<Statement> statements = adopt_numbers(numbers);
  statements.push_back(note_pulled(remote, load, standing.log_end));
  statements.push_back(
      {"INSERT OR IGNORE INTO remote_projects (remote, project_uid, pushed) SELECT "
       "?1, j.value, (SELECT pushed FROM remotes WHERE name = ?1) FROM json_each(?2) j",
       {remote.name, to_text(fresh)}});
  statements.push_back(
      {"UPDATE remotes SET cursor = ?2, known = CASE ?2 WHEN '' THEN known ELSE ?2 END, epoch = ?3 "
       "WHERE name = ?1",
       {remote.name, text_in(data, "cursor"), text_in(data, "epoch")}});
  return statements;
}

/// Takes a page in.
Task<Result<bool>> take_page(const Standing* standing, const Json* data, Progress* progress) {
  Load load = load_of(*data);
  CO_TRY(const Json fresh, new_projects(&load));
  const std::vector<ForeignEvent> events = load.events;
  Reception reception{number_in(*data, "now"), keep_pulled(*standing, *data, load, fresh), true};
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
  CO_TRY(
      const Rows rows,
      read({"SELECT coalesce((SELECT min(e.device_seq) FROM events e WHERE e.device_id = "
            "c.device_id AND e.seq > (SELECT pushed FROM remotes WHERE name = ?1)), c.device_seq "
            "+ 1) AS first FROM clock c",
            {std::move(remote)}}));
  co_return integer_at(rows[0], 0);
}

/// True if the remote has no more.
Task<Result<bool>> pull_page(const Standing* standing, std::int64_t limit, Progress* progress) {
  const Remote& remote = standing->remote;
  CO_TRY(const Json data, ask_remote(remote, pull_target(remote, limit), ""));
  CO_TRY(const bool forked, claims_own(&remote, &data));
  if (forked) {
    CO_TRY(const std::int64_t first, first_unpushed(remote.name));
    CO_TRY(const bool renamed, take_new_device_id(remote.device_id, first));
    static_cast<void>(renamed);
    progress->notice = "device_renamed";
    co_return false;
  }
  CO_TRY(const bool taken, take_page(standing, &data, progress));
  static_cast<void>(taken);
  co_return !flag_in(data, "has_more");
}

Task<Result<bool>> restart(std::string remote) {
  CO_TRY(const std::vector<Rows> none, read_all(begin_again(remote)));
  static_cast<void>(none);
  co_return true;
}

/// First what the remote has: what is pushed then lies behind it there, and need not come back.
Task<Result<Progress>> exchange(std::string name, std::int64_t limit) {
  Progress progress;
  CO_TRY(const bool folded, fold_if_stale());
  static_cast<void>(folded);
  CO_TRY(Standing standing, standing_with(name, limit));
  CO_TRY(const bool whole, pull_page(&standing, limit, &progress));
  if (!whole) co_return progress;
  CO_TRY(standing, standing_with(name, limit));
  CO_TRY(const bool judged, push_page(&standing, &progress));
  CO_TRY(const bool folded_again, fold_if_stale());
  static_cast<void>(folded_again);
  progress.done = judged && !standing.offer.more;
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
