#include "core/transcript/session_import.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/base/uuid.hpp"
#include "core/events/creation.hpp"
#include "core/handoff/completion.hpp"
#include "core/http/answer.hpp"
#include "core/projects/named.hpp"
#include "core/redact/redact.hpp"
#include "core/sessions/columns.hpp"
#include "core/store/read.hpp"
#include "core/usage/record.hpp"

namespace baton::transcript {

Task<Result<bool>> find_project(SessionImport* import, std::string sent) {
  CO_CHECK(const Key key, key_of(sent, "project"));
  CO_TRY(const Row row, read_one({"SELECT uid, name FROM projects WHERE id = " +
                                      id_of_project(key) + " AND deleted = 0",
                                  {key.value}},
                                 "project", sent));
  import->project_uid = text_at(row, 0);
  import->project_name = text_at(row, 1);
  co_return true;
}

Task<Result<bool>> find_session(SessionImport* import, std::string sent) {
  CO_CHECK(const Key key, key_of(sent, "session"));
  CO_TRY(const Row row, read_one({"SELECT s.uid, p.uid AS project_uid, p.name, "
                                  "s.conversation_count FROM sessions s JOIN projects p "
                                  "ON p.id = s.project_id AND p.deleted = 0 WHERE s." +
                                      key.column + " = ?1 AND s.deleted = 0",
                                  {key.value}},
                                 "session", sent));
  import->session_uid = text_at(row, 0);
  import->project_uid = text_at(row, 1);
  import->project_name = text_at(row, 2);
  import->before = integer_at(row, 3);
  import->attached = true;
  co_return true;
}

/// When something was, as a document says; now where it says nothing, no time or the future, so
/// that a wrong clock elsewhere does not make it the newest for good.
std::string not_after(const std::string& now, const std::string& said) {
  const auto instant = from_iso8601(said);
  return instant ? std::min(now, to_iso8601(*instant)) : now;
}

namespace {

/// The session that a file of this source becomes: the same on every device.
std::string session_uid_for(const SessionImport& import, const std::string& first_turn) {
  const TranscriptFacts& facts = import.importer->facts();
  const std::string source = facts.session.empty() ? import.name + '|' + first_turn : facts.session;
  return uuid_of_name("session|" + import.project_uid + '|' + import.format + '|' + source);
}

Event creation(const SessionImport& import, const std::string& now) {
  const TranscriptFacts& facts = import.importer->facts();
  const Json set = {{"project", import.project_uid},
                    {"session_type", "development"},
                    {"status", "in_progress"},
                    {"source", facts.session},
                    {"started_at", facts.started_at.empty() ? now : facts.started_at},
                    {"deleted", 0}};
  const Json body = {{"set", set}};
  return {"session.created", import.session_uid, to_text(body)};
}

std::unexpected<Error> forgotten(const SessionImport& import) {
  return fail(Fault::conflict, std::string(kForgotten),
              "The session of " + import.name + " was forgotten: it is not taken in again.");
}

}  // namespace

Task<Result<bool>> begin_session(SessionImport* import, std::string first_turn) {
  if (!import->attach_to.empty()) {
    const std::string began = import->importer->facts().started_at;
    if (from_iso8601(began).value_or(import->since) >= import->since)
      co_return co_await find_session(import, import->attach_to);
    import->since = 0;
  }
  import->session_uid = session_uid_for(*import, first_turn);
  const std::string source = import->importer->facts().session;
  Statement statement{
      std::string("SELECT s.uid, s.conversation_count, s.deleted FROM sessions s ") +
          "JOIN projects p ON p.id = s.project_id WHERE p.uid = ?2 AND (s.uid = ?1 OR " +
          sessions::has_source("?3") + ") ORDER BY s.id DESC LIMIT 1",
      {import->session_uid, import->project_uid, source}};
  Statement again = statement;
  CO_TRY(const Rows rows, read(std::move(statement)));
  if (!rows.empty()) {
    if (integer_at(rows[0], 2) != 0) co_return forgotten(*import);
    import->session_uid = text_at(rows[0], 0);
    import->before = integer_at(rows[0], 1);
    co_return true;
  }
  CO_TRY(const std::string now, now_text());
  Change change;
  change.events.push_back(creation(*import, now));
  change.reads.push_back(std::move(again));
  CO_TRY(const Creation made, commit_once(std::move(change), "session", import->session_uid));
  import->created = made.created;
  import->before = integer_at(made.rows[0][0], 1);
  co_return true;
}

bool is_earlier(const Turn& turn, std::int64_t since) {
  return since > 0 && from_iso8601(turn.at).value_or(since) < since;
}

namespace {

Task<Result<bool>> take_turns(SessionImport* import, std::vector<Turn>* turns, bool last) {
  if (import->session_uid.empty() && !turns->empty()) {
    CO_TRY(const bool begun, begin_session(import, turns->front().uid));
    static_cast<void>(begun);
  }
  if (!import->appender)
    import->appender = std::make_unique<conversations::Appender>(import->session_uid);
  import->extractor.work_in(import->importer->facts().cwd, import->folder);
  std::vector<bool> stored(turns->size(), false);
  if (import->before > 0) {
    CO_TRY(stored, conversations::which_are_stored(import->session_uid, turns));
  }
  for (std::size_t i = 0; i < turns->size(); ++i) {
    Turn& turn = (*turns)[i];
    if (is_earlier(turn, import->since)) continue;
    if (stored[i])
      import->appender->mask(turn);
    else
      import->appender->add(turn);
    import->extractor.add(turn, ++import->parsed);
    import->measure.add(turn, import->parsed);
    if (!import->appender->full()) continue;
    Change full;
    import->appender->flush(full);
    CO_TRY(const std::vector<Rows> none, commit(std::move(full)));
    static_cast<void>(none);
  }
  turns->clear();
  Change change;
  if (last) import->appender->flush(change);
  if (!change.events.empty()) {
    CO_TRY(const std::vector<Rows> none, commit(std::move(change)));
    static_cast<void>(none);
  }
  co_return true;
}

}  // namespace

Task<Result<bool>> feed(SessionImport* import, std::string piece) {
  std::vector<Turn> turns;
  import->importer->feed(piece, turns);
  if (turns.empty()) co_return true;
  co_return co_await take_turns(import, &turns, false);
}

namespace {

/// Closes an imported session: its times, files, handoff.
Task<Result<bool>> complete(SessionImport* import, const handoff::OpenSession* session,
                            std::int64_t total) {
  const TranscriptFacts& facts = import->importer->facts();
  CO_TRY(const std::string now, now_text());
  const std::string ended = not_after(now, facts.ended_at);
  Extractor stored;
  Extractor* extractor = &import->extractor;
  Measure measure_of_stored;
  Measure* measure = &import->measure;
  if (total != import->parsed) {
    stored.work_in(facts.cwd, import->folder);
    CO_TRY(const int turns, conversations::read_turns(session->id, &stored, &measure_of_stored));
    static_cast<void>(turns);
    extractor = &stored;
    measure = &measure_of_stored;
  }
  Json set = {{"status", "completed"}, {"completed_at", ended}};
  if (!facts.title.empty()) set["title"] = std::string(cut(facts.title, 500));
  const Json body = {{"set", set}};
  Change change;
  handoff::add_files(change, session->uid, extractor->files());
  change.events.push_back({"session.completed", session->uid, to_text(body)});
  if (extractor->substantive()) {
    Closing closing;
    closing.project = import->project_name;
    closing.session_number = session->number;
    closing.date = ended;
    closing.cwd = facts.cwd;
    closing.folder = import->folder;
    closing.branch = facts.branch;
    closing.branches = session->branches;
    const Handoff* previous = session->previous ? &*session->previous : nullptr;
    const Handoff made = extractor->finish(closing, previous);
    handoff::Revision revision{session->uid,
                               session->newest_handoff_uid,
                               render_markdown(made),
                               "extracted",
                               ended,
                               made.branch,
                               handoff::measured(*measure, made, closing, previous)};
    CO_TRY(const std::string uid, handoff::add_handoff(&change, std::move(revision)));
    static_cast<void>(uid);
  }
  CO_TRY(const std::vector<Rows> none, commit(std::move(change)));
  static_cast<void>(none);
  co_return true;
}

/// An attached transcript names its source, so that a later import finds the session. A session
/// may take several.
Task<Result<bool>> mark_source(std::string session_uid, std::string source) {
  if (source.empty()) co_return true;
  Statement known{
      "SELECT s.source, " + sessions::has_source("?2") + " FROM sessions s WHERE s.uid = ?1",
      {session_uid, source}};
  CO_TRY(const Row row, read_one(std::move(known), "session", session_uid));
  if (integer_at(row, 1) != 0) co_return true;
  const std::string& others = text_at(row, 0);
  Change change;
  const Json body = {{"set", {{"source", others.empty() ? source : others + '\n' + source}}}};
  change.events.push_back({"session.changed", std::move(session_uid), to_text(body)});
  CO_TRY(const std::vector<Rows> none, commit(std::move(change)));
  static_cast<void>(none);
  co_return true;
}

Json report_of(const SessionImport& import) {
  const TranscriptFacts& facts = import.importer->facts();
  Json masked = Json::object();
  if (import.appender)
    for (const auto& [rule, count] : import.appender->masked()) masked[rule] = count;
  return {
      {"format", import.format},         {"created", import.created},  {"masked", masked},
      {"damaged", facts.damaged},        {"replaced", facts.replaced}, {"unknown", facts.unknown},
      {"started_at", facts.started_at},  {"ended_at", facts.ended_at}, {"cwd", facts.cwd},
      {"source_session", facts.session}, {"title", facts.title}};
}

}  // namespace

Task<Result<Json>> finish(SessionImport* import) {
  std::vector<Turn> turns;
  import->importer->finish(turns);
  CO_TRY(const bool taken, take_turns(import, &turns, true));
  static_cast<void>(taken);
  Json report = report_of(*import);
  MaskCounts counts;
  mask_json(report, counts);
  if (import->session_uid.empty()) co_return report;
  CO_TRY(const bool recorded,
         usage::record(import->session_uid, import->importer->facts().messages, import->since));
  static_cast<void>(recorded);
  const Key key{"uid", import->session_uid};
  const std::string branch = import->importer->facts().branch;
  CO_TRY(const handoff::OpenSession session,
         handoff::open_session(key, import->session_uid, branch));
  Statement count{"SELECT conversation_count FROM sessions WHERE uid = ?1", {import->session_uid}};
  CO_TRY(const Row row, read_one(std::move(count), "session", import->session_uid));
  const std::int64_t total = integer_at(row, 0);
  const bool open = session.status == "in_progress" && !import->created;
  if (import->attached) {
    CO_TRY(const bool marked, mark_source(import->session_uid, import->importer->facts().session));
    static_cast<void>(marked);
  } else if (total > import->before || open) {
    CO_TRY(const bool completed, complete(import, &session, total));
    static_cast<void>(completed);
  }
  Statement ids{"SELECT max(h.id) FROM handoff_documents h WHERE h.session_id = ?1", {session.id}};
  CO_TRY(const Row handoff_row, read_one(std::move(ids), "session", import->session_uid));
  report["session_id"] = session.id;
  report["session_uid"] = session.uid;
  report["session_number"] = session.number;
  report["turns_added"] = total - import->before;
  report["turns_total"] = total;
  report["handoff_id"] = integer_at(handoff_row, 0) ? Json(integer_at(handoff_row, 0)) : Json();
  co_return report;
}

}  // namespace baton::transcript
