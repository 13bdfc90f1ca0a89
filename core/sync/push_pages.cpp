#include <algorithm>
#include <map>

#include "core/base/json_in.hpp"
#include "core/http/answer.hpp"
#include "core/http/target.hpp"
#include "core/store/read.hpp"
#include "core/sync/numbers.hpp"
#include "core/sync/stamps.hpp"
#include "core/sync/standing.hpp"

namespace baton::sync {
namespace {

/// A page as it is offered.
struct Page {
  Offer offer;
  Question question;
};

std::string push_body(const Remote& remote, const Load& load) {
  const Json head = {{"device", {{"id", remote.device_id}, {"name", remote.device_name}}}};
  std::string json = to_text(head);
  json.back() = ',';
  append_load(json, load);
  return json + '}';
}

/// Packed while the remote is at work on the one before: where it will be put is not known yet.
Task<Result<Page>> page_after(std::int64_t seq, const Standing* standing, std::int64_t limit) {
  CO_TRY(const Rows rows, read(page_for_remote(standing->remote.name, seq, limit)));
  Page page{offer_of(rows, seq, limit, standing->log_end), {}};
  Question question{"", push_body(standing->remote, page.offer.load)};
  page.question = co_await packed(std::move(question));
  co_return page;
}

void set_target(Page& page, const std::string& known) {
  page.question.target = target("/api/sync/push", {{"known", known}});
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
std::vector<const ForeignEvent*> refused_for(const Standing& standing, const Offer& offer,
                                             const PushAnswer& answer, const char* reason,
                                             bool own) {
  std::vector<const ForeignEvent*> events;
  for (const ForeignEvent& event : offer.load.events) {
    const auto found = answer.refused.find(event.id);
    if (found != answer.refused.end() && found->second == reason &&
        (event.device_id == standing.remote.device_id) == own)
      events.push_back(&event);
  }
  return events;
}

/// Where the next pull begins: behind what was pushed now, if that was put there next and the
/// remote told all that happened since.
std::string cursor_after(const Remote& remote, const PushAnswer& answer) {
  const auto place = place_of(remote.cursor);
  if (!place || answer.seqs.empty() || remote.cursor != remote.known) return remote.cursor;
  std::int64_t next = place->seq;
  for (const std::int64_t seq : answer.seqs)
    if (seq == next + 1) ++next;
  return next == std::ranges::max(answer.seqs) ? answer.known : remote.cursor;
}

std::vector<Statement> keep_pushed(const Standing& standing, const Offer& offer,
                                   const PushAnswer& answer) {
  const Remote& remote = standing.remote;
  const std::int64_t cursor = offer.cursor;
  std::vector<Statement> statements = adopt_numbers(answer.numbers, standing.last_session);
  statements.push_back(
      {"UPDATE remotes SET pushed = max(pushed, ?2), epoch = ?3, known = CASE ?4 WHEN '' THEN "
       "known "
       "ELSE ?4 END, cursor = ?5 WHERE name = ?1",
       {remote.name, cursor, answer.epoch, answer.known, cursor_after(remote, answer)}});
  statements.push_back({"UPDATE remote_projects SET pushed = max(pushed, ?2) WHERE remote = ?1",
                        {remote.name, cursor}});
  Json taken = Json::array();
  Refused refused;
  for (const ForeignEvent& event : offer.load.events) {
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
Task<Result<bool>> mend_stamps(const Standing* standing, const Offer* offer,
                               const PushAnswer* answer, Progress* progress) {
  const auto own = refused_for(*standing, *offer, *answer, "device_forked", true);
  const auto others = refused_for(*standing, *offer, *answer, "device_forked", false);
  if (!own.empty()) {
    progress->notice = "device_renamed";
    co_return co_await take_new_device_id(standing->remote.device_id, own.front()->device_seq);
  }
  // Its place is another's there, so this device answers for it.
  if (!others.empty()) co_return co_await give_own_stamps(&others);
  if (refused_for(*standing, *offer, *answer, "clock_ahead", true).empty()) co_return false;
  progress->notice = "clock_set_back";
  co_return co_await set_back_to(answer->now, standing->remote.pushed);
}

Task<Result<bool>> keep_answer(const Standing* standing, const Offer* offer,
                               const PushAnswer* answer, Progress* progress) {
  CO_TRY(const std::vector<Rows> rows, read_all(keep_pushed(*standing, *offer, *answer)));
  append_renumbered(progress->renumbered, rows);
  const auto refused = static_cast<std::int64_t>(answer->refused.size());
  progress->refused += refused;
  progress->pushed += static_cast<std::int64_t>(offer->load.events.size()) - refused;
  co_return true;
}

/// A token that may read has nothing to do here where nothing waits.
bool may_only_read(const Error& error, const Offer& offer) {
  return error.fault == Fault::forbidden && offer.load.events.empty();
}

}  // namespace

Task<Result<bool>> push_pages(std::string name, std::int64_t limit, Progress* progress) {
  CO_TRY(const Rows none, read(share_choice()));
  static_cast<void>(none);
  CO_TRY(Standing standing, standing_with(name));
  CO_TRY(Page page, page_after(0, &standing, limit));
  set_target(page, standing.remote.known);
  for (int pages = 1;; ++pages) {
    bool go_on = page.offer.more && pages < kPagesAtOnce;
    Page next;
    if (go_on) {
      if (pages == 1) co_await ask_ahead(standing.remote, page.question);
      CO_TRY(next, page_after(page.offer.cursor, &standing, limit));
    }
    const Result<Json> data = co_await ask_remote(standing.remote, page.question);
    if (!data && may_only_read(data.error(), page.offer)) co_return true;
    if (!data) co_return std::unexpected(data.error());
    const PushAnswer answer = push_answer(*data);
    CO_TRY(const bool mended, mend_stamps(&standing, &page.offer, &answer, progress));
    if (mended) co_return false;
    go_on = go_on && answer.held.empty();  // else other events may have changed, too
    set_target(next, answer.known.empty() ? standing.remote.known : answer.known);
    if (go_on) co_await ask_ahead(standing.remote, next.question);
    CO_TRY(const bool kept, keep_answer(&standing, &page.offer, &answer, progress));
    static_cast<void>(kept);
    if (!go_on) co_return !page.offer.more;
    page = std::move(next);
    CO_TRY(standing, standing_with(name));
  }
}

}  // namespace baton::sync
