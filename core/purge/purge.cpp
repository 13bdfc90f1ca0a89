#include "core/purge/purge.hpp"

#include <limits>
#include <utility>
#include <vector>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/events/event.hpp"
#include "core/events/rebuild.hpp"
#include "core/http/answer.hpp"
#include "core/memory/search_index.hpp"
#include "core/purge/page.hpp"
#include "core/store/read.hpp"

namespace baton::purge {
namespace {

constexpr std::size_t kMostChanges = 40;
constexpr std::size_t kChangeBytes = 400'000;  ///< so that a page of a sync takes it

/// The row of the table `purge`.
struct Progress {
  std::int64_t text_id = 0;
  std::int64_t seq = 0;
  std::int64_t texts = 0;
  std::int64_t events = 0;
  bool no_index = false;
  std::int64_t stale = 0;
};

/// Begins, unless this task is under way; what another one left to be made again stays so.
Task<Result<Progress>> progress_of(Job job) {
  std::vector<Statement> statements;
  statements.push_back(
      {"INSERT INTO purge (one, task, text_id, seq, texts, events, no_index, stale) VALUES (1, ?1, "
       "0, 0, 0, 0, 0, 0) ON CONFLICT (one) DO UPDATE SET task = excluded.task, text_id = 0, seq = "
       "0 WHERE task <> excluded.task",
       {job.name()}});
  // Drafts of handoffs may hold what is purged; the next hook makes them anew.
  statements.push_back({"UPDATE handoff_drafts SET body = '', text = '' WHERE text <> ''", {}});
  statements.push_back({"SELECT text_id, seq, texts, events, no_index, stale FROM purge", {}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  const Row& row = rows[2][0];
  co_return Progress{integer_at(row, 0), integer_at(row, 1),      integer_at(row, 2),
                     integer_at(row, 3), integer_at(row, 4) != 0, integer_at(row, 5)};
}

/// What one part changes, and how far it came.
struct Part {
  std::vector<Statement> updates;
  Json names = Json::array();
  Json was = Json::array();  ///< hashes of what stood there
  std::int64_t last = 0;
  std::size_t bytes = 0;
  bool full() const { return updates.size() >= kMostChanges || bytes >= kChangeBytes; }
};

Part part_of(const Job& job, const Rows& rows, bool texts) {
  Part part;
  MaskCounts counts;
  for (const Row& row : rows) {
    if (part.full()) break;
    part.last = integer_at(row, 0);
    const std::string& body = text_at(row, 2);
    std::string changed = texts ? purged_text(job, body, counts) : purged_event(job, body, counts);
    if (changed == body) continue;
    part.bytes += 2 * changed.size();
    part.names.push_back(text_at(row, 1));
    part.was.push_back(text_hash(body));
    if (texts) {
      std::string words = identifier_words(changed);
      part.updates.push_back({"UPDATE texts SET body = ?2, words = ?3 WHERE id = ?1",
                              {part.last, std::move(changed), std::move(words)}});
    } else {
      part.updates.push_back(
          {"UPDATE events SET body = ?2 WHERE seq = ?1", {part.last, std::move(changed)}});
    }
  }
  return part;
}

/// Runs the part, with the event that tells of it, and steps on.
Task<Result<bool>> commit_part(Part part, std::string column, bool texts) {
  const auto count = static_cast<std::int64_t>(part.updates.size());
  const char* counted = texts ? "texts" : "events";
  std::string sql = "UPDATE purge SET " + column + " = max(" + column + ", ?1), " + counted +
                    " = " + counted + " + ?2";
  if (count) sql += texts ? ", no_index = 1" : ", stale = 1";
  Change change{.guards = {}, .texts = {}, .events = {}, .reads = std::move(part.updates)};
  if (count)
    change.events.push_back(
        {"store.purged", "store",
         to_text({{counted, std::move(part.names)}, {"was", std::move(part.was)}})});
  // Guarded by the position, so that a repetition of the batch counts nothing twice.
  change.reads.push_back({sql + " WHERE " + column + " < ?1", {part.last, count}});
  if (count) {
    CO_TRY(const std::vector<Rows> none, commit(std::move(change)));
    static_cast<void>(none);
  } else {
    CO_TRY(const std::vector<Rows> none, read_all(std::move(change.reads)));
    static_cast<void>(none);
  }
  co_return true;
}

/// Deals with a page of texts, or of events: false if there is none.
Task<Result<bool>> do_page(Job job, Progress progress, bool texts) {
  Statement page =
      texts ? texts_page(job, progress.text_id, false) : events_page(job, progress.seq);
  CO_TRY(const Rows rows, read(std::move(page)));
  if (rows.empty()) co_return false;
  Part part = part_of(job, rows, texts);
  if (texts && !part.updates.empty() && !progress.no_index) {
    CO_TRY(const memory::IndexState state, memory::index_state());
    if (!state.missing || state.being_made) {
      CO_TRY(const memory::IndexState dropped, memory::drop_index());
      static_cast<void>(dropped);
    }
  }
  co_return co_await commit_part(std::move(part), texts ? "text_id" : "seq", texts);
}

Task<Result<bool>> set_progress(std::string assignment) {
  CO_TRY(const Rows none, read({"UPDATE purge SET " + std::move(assignment), {}}));
  co_return none.empty();
}

/// Folds the log again: true when it is done. What was folded of it before is dropped first.
Task<Result<bool>> make_projections(std::int64_t stale) {
  if (stale == 1) {
    CO_TRY(const std::int64_t dropped,
           drop_abandoned_rebuild(std::numeric_limits<std::int64_t>::max(), 100));
    static_cast<void>(dropped);
    CO_TRY(const bool marked, set_progress("stale = 2"));
    static_cast<void>(marked);
  }
  CO_TRY(const RebuildState state, rebuild({}));
  if (!state.done) co_return false;
  co_return co_await set_progress("stale = 0");
}

Task<Result<bool>> make_search_index() {
  CO_TRY(const memory::IndexState state, memory::make_index({}));
  if (state.missing) co_return false;
  co_return co_await set_progress("no_index = 0");
}

/// A session that is forgotten is deleted, too.
Task<Result<bool>> remove_session(Job job) {
  CO_TRY(const Row row, read_one({"SELECT deleted FROM sessions WHERE uid = ?1", {job.session_uid}},
                                 "session", job.session_uid));
  if (integer_at(row, 0) != 0) co_return false;
  Change change;
  change.events.push_back({"session.deleted", job.session_uid, R"({"set":{"deleted":1}})"});
  CO_TRY(const std::vector<Rows> none, commit(std::move(change)));
  co_return none.empty();
}

}  // namespace

Task<Result<State>> go_on(Job job) {
  if (job.what == Job::What::session) {
    CO_TRY(const bool removed, remove_session(job));
    static_cast<void>(removed);
  }
  CO_TRY(const Progress progress, progress_of(job));
  State state{.done = false, .texts = progress.texts, .events = progress.events, .erased = true};
  for (const bool texts : {true, false}) {
    if (job.what == Job::What::received) break;
    CO_TRY(const bool some, do_page(job, progress, texts));
    if (some) co_return state;
  }
  if (progress.stale) {
    CO_TRY(const bool made, make_projections(progress.stale));
    if (!made || progress.no_index) co_return state;
  }
  if (progress.no_index) {
    CO_TRY(const bool made, make_search_index());
    if (!made) co_return state;
  }
  if (progress.texts + progress.events > 0) {
    const Erase::Reply reply = co_await perform(Erase{});
    if (!reply) co_return std::unexpected(reply.error());
    state.erased = reply->erased;
  }
  CO_TRY(const Rows none, read({"DELETE FROM purge", {}}));
  state.done = none.empty();
  co_return state;
}

}  // namespace baton::purge
