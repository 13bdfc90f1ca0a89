#include "core/hooks/draft.hpp"
#include "core/handoff/newest.hpp"

#include "core/base/json.hpp"
#include "core/hooks/reading.hpp"
#include "core/store/read.hpp"

namespace baton::hooks {
namespace {

constexpr std::int64_t kShareOfTranscript = 16;
constexpr std::int64_t kMostAtOnce = 20;

Statement keep(const Draft& draft, const Event& event, const StoredText& text, bool settled) {
  return {
      "INSERT OR REPLACE INTO handoff_drafts (session_uid, project_uid, handoff_uid, "
      "parent_uid, body, text_hash, text, fresh_bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      {draft.session_uid, draft.project_uid, event.entity_id, draft.revision.parent_uid,
       settled ? "" : event.body, text.hash, settled ? "" : text.body,
       settled ? std::int64_t{0} : draft.fresh_bytes}};
}

}  // namespace

bool is_due(std::int64_t fresh_bytes, std::int64_t revision_bytes) {
  return fresh_bytes >= kShareOfTranscript * revision_bytes;
}

Task<Result<bool>> add_draft(Change* change, Draft draft, Kept kept) {
  Change made;
  CO_TRY(const std::string uid, handoff::add_handoff(&made, draft.revision));
  static_cast<void>(uid);
  Event& event = made.events.front();
  StoredText& text = made.texts.front();
  const bool settled = kept == Kept::as_revision;
  change->reads.push_back(keep(draft, event, text, settled));
  if (settled) {
    change->events.push_back(std::move(event));
    change->texts.push_back(std::move(text));
  }
  co_return settled;
}

namespace {

/// The draft's event with the measures of its text against the session's turns.
Task<Result<std::string>> measured_body(std::string session_uid, std::string body,
                                        std::string text) {
  CO_CHECK(Json event, parse_json(body));
  const Handoff handoff = parse_handoff(text);
  CO_TRY(const handoff::OpenSession session,
         handoff::open_session({"uid", session_uid}, session_uid, handoff.branch));
  CO_TRY(const Row row,
         read_one({"SELECT conversation_count FROM sessions WHERE uid = ?1", {session_uid}},
                  "session", session_uid));
  Reading reading;
  reading.measure.emplace();
  CO_TRY(const bool read, read_stored(session.id, integer_at(row, 0), &reading));
  static_cast<void>(read);
  Closing closing;
  closing.project = handoff.project;
  closing.date = handoff.date;
  closing.objectives = session.objectives;
  closing.branch = handoff.branch;
  closing.branches = session.branches;
  const Handoff* previous = session.previous ? &*session.previous : nullptr;
  handoff::set_measured(event["set"],
                        handoff::measured(*reading.measure, handoff, closing, previous));
  co_return to_text(event);
}

/// Columns: session, handoff, body, hash, text.
Task<Result<bool>> settle_one(Row row) {
  const std::string session = text_at(row, 0);
  const std::string uid = text_at(row, 1);
  CO_TRY(std::string body, measured_body(session, text_at(row, 2), text_at(row, 4)));
  Change change;
  change.guards.push_back(
      unless("NOT EXISTS (SELECT 1 FROM handoff_drafts WHERE session_uid = ?1 AND handoff_uid = ?2 "
             "AND text <> '')",
             {session, uid}));
  change.events.push_back({"handoff.written", uid, std::move(body)});
  change.texts.push_back({text_at(row, 3), text_at(row, 4)});
  change.reads.push_back(
      {"UPDATE handoff_drafts SET body = '', text = '', fresh_bytes = 0 WHERE "
       "session_uid = ?1 AND handoff_uid = ?2",
       {session, uid}});
  const auto outcome = co_await commit(std::move(change));
  if (!outcome && outcome.error().code != "guard") co_return std::unexpected(outcome.error());
  co_return outcome.has_value();
}

}  // namespace

Task<Result<bool>> settle_drafts(std::string condition, std::string value) {
  Statement statement{
      "SELECT d.session_uid, d.handoff_uid, d.body, d.text_hash, d.text FROM handoff_drafts d JOIN "
      "sessions s ON s.uid = d.session_uid AND s.deleted = 0 WHERE " +
          condition +
          " AND d.text <> '' AND d.parent_uid = coalesce((SELECT h.uid FROM handoff_documents "
          "h WHERE h.id = " +
          handoff::standing_revision("s.id") + "), '') LIMIT ?2",
      {std::move(value), kMostAtOnce}};
  CO_TRY(const Rows rows, read(std::move(statement)));
  bool any = false;
  for (const Row& row : rows) {
    CO_TRY(const bool settled, settle_one(row));
    any = any || settled;
  }
  co_return any;
}

}  // namespace baton::hooks
