#include "core/transcript/import.hpp"

#include <algorithm>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/base/uuid.hpp"
#include "core/conversations/turns.hpp"
#include "core/events/creation.hpp"
#include "core/handoff/completion.hpp"
#include "core/http/answer.hpp"
#include "core/redact/redact.hpp"
#include "core/sessions/columns.hpp"
#include "core/store/read.hpp"
#include "core/transcript/importer.hpp"
#include "core/transcript/mojibake.hpp"

namespace baton::transcript {
namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;

/// One import under way.
struct Import {
  std::string name, format;
  std::string project_uid, project_name;
  std::string session_uid;  ///< "" until the first turn tells the source
  bool attached = false;    ///< to an open session that the client named
  std::int64_t since = 0;   ///< leave out turns before this time, in milliseconds
  bool created = false;     ///< the session is new
  std::unique_ptr<Importer> importer;
  std::unique_ptr<conversations::Appender> appender;
  Extractor extractor;
  Measure measure;
  int parsed = 0;           ///< turns of this file
  std::int64_t before = 0;  ///< turns stored before
};

Task<Result<std::string>> read_head() {
  std::string head;
  while (head.size() < kHeadBytes) {
    NextPiece next;
    CO_TRY(std::optional<std::string> piece, perform(next));
    if (!piece) break;
    head += *piece;
  }
  co_return head;
}

Error unrecognised(const std::string& name) {
  return {
      Fault::media_type, "unknown_format",
      (name.empty() ? "The input" : name) +
          " is no transcript or handoff document that Baton knows: Claude Code JSONL, SpecStory "
          "Markdown, a conversation in JSON, JSON lines or Markdown, or a handoff in Markdown.",
      "format"};
}

/// The session that a file of this source becomes: the same on every device.
std::string session_uid_for(const Import& import, const std::string& first_turn) {
  const TranscriptFacts& facts = import.importer->facts();
  const std::string source = facts.session.empty() ? import.name + '|' + first_turn : facts.session;
  return uuid_of_name("session|" + import.project_uid + '|' + import.format + '|' + source);
}

Task<Result<bool>> find_project(Import* import, std::string sent) {
  CO_CHECK(const Key key, key_of(sent, "project"));
  CO_TRY(const Row row,
         read_one({"SELECT uid, name FROM projects WHERE " + key.column + " = ?1 AND deleted = 0",
                   {key.value}},
                  "project", sent));
  import->project_uid = text_at(row, 0);
  import->project_name = text_at(row, 1);
  co_return true;
}

Task<Result<bool>> find_session(Import* import, std::string sent) {
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

Event creation(const Import& import, const std::string& now) {
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

std::unexpected<Error> forgotten(const Import& import) {
  return fail(Fault::conflict, "session_forgotten",
              "The session of " + import.name + " was forgotten: it is not taken in again.");
}

/// Opens or finds the session that the file belongs to, once its first turn is known. A session
/// that took the same transcript while it was open is found by its source, so that there is no
/// second; the newest of several, since what is new was written last.
Task<Result<bool>> begin_session(Import* import, std::string first_turn) {
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

/// A turn without a time belongs to what is around it.
bool is_earlier(const Turn& turn, std::int64_t since) {
  return since > 0 && from_iso8601(turn.at).value_or(since) < since;
}

Task<Result<bool>> take_turns(Import* import, std::vector<Turn>* turns, bool last) {
  if (import->session_uid.empty() && !turns->empty()) {
    CO_TRY(const bool begun, begin_session(import, turns->front().uid));
    static_cast<void>(begun);
  }
  if (!import->appender)
    import->appender = std::make_unique<conversations::Appender>(import->session_uid);
  import->extractor.work_in(import->importer->facts().cwd);
  Change change;
  for (Turn& turn : *turns) {
    if (is_earlier(turn, import->since)) continue;
    import->appender->add(turn);
    import->extractor.add(turn, ++import->parsed);
    import->measure.add(turn, import->parsed);
    if (import->appender->full()) import->appender->flush(change);
  }
  turns->clear();
  if (last) import->appender->flush(change);
  if (!change.events.empty()) {
    CO_TRY(const std::vector<Rows> none, commit(std::move(change)));
    static_cast<void>(none);
  }
  co_return true;
}

Task<Result<bool>> read_transcript(Import* import, std::string head) {
  std::vector<Turn> turns;
  std::optional<std::string> piece = std::move(head);
  while (piece) {
    import->importer->feed(*piece, turns);
    if (!turns.empty()) {
      CO_TRY(const bool taken, take_turns(import, &turns, false));
      static_cast<void>(taken);
    }
    NextPiece next;
    CO_TRY(piece, perform(next));
  }
  import->importer->finish(turns);
  CO_TRY(const bool taken, take_turns(import, &turns, true));
  co_return taken;
}

/// When something was, as a document says; now where it says nothing, no time or the future, so
/// that a wrong clock elsewhere does not make it the newest for good.
std::string not_after(const std::string& now, const std::string& said) {
  const auto instant = from_iso8601(said);
  return instant ? std::min(now, to_iso8601(*instant)) : now;
}

/// Closes an imported session: its times, files, handoff.
Task<Result<bool>> complete(Import* import, const handoff::OpenSession* session,
                            std::int64_t total) {
  const TranscriptFacts& facts = import->importer->facts();
  CO_TRY(const std::string now, now_text());
  const std::string ended = not_after(now, facts.ended_at);
  Extractor stored;
  Extractor* extractor = &import->extractor;
  Measure measure_of_stored;
  Measure* measure = &import->measure;
  if (total != import->parsed) {
    stored.work_in(facts.cwd);
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

Json report_of(const Import& import) {
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

Task<Result<Response>> finish(Import* import) {
  Json report = report_of(*import);
  MaskCounts counts;
  mask_json(report, counts);
  if (import->session_uid.empty())
    co_return fail(Fault::unprocessable, "empty_transcript",
                   (import->name.empty() ? "The transcript" : import->name) + " holds no turns.");
  const Key key{"uid", import->session_uid};
  const std::string branch = import->importer ? import->importer->facts().branch : "";
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
  co_return answer(to_text(report));
}

/// A document is whole before it is read: it is parsed as one.
Task<Result<std::string>> read_document(std::string head) {
  for (;;) {
    if (head.size() > kTextBytes)
      co_return fail(
          Fault::too_large, "document_too_large",
          "A handoff document may have at most " + std::to_string(kTextBytes) + " bytes.");
    NextPiece next;
    CO_TRY(std::optional<std::string> piece, perform(next));
    if (!piece) break;
    head += *piece;
  }
  std::int64_t replaced = 0;
  std::string valid = repaired_utf8(head, replaced);
  co_return repair_mojibake(std::move(valid)).text;
}

Task<Result<Response>> import_document(Import* import, std::string head) {
  CO_TRY(const std::string markdown, read_document(std::move(head)));
  const std::string uid =
      import->attached ? import->session_uid
                       : uuid_of_name("handoff|" + import->project_uid + '|' + text_hash(markdown));
  CO_TRY(const std::string now, now_text());
  const Handoff parsed = parse_handoff(markdown);
  const std::string date = not_after(now, parsed.date);
  Statement known{
      "SELECT max(h.id), s.id, n.session_number FROM sessions s JOIN session_numbers n ON "
      "n.session_id = s.id JOIN handoff_documents h ON h.session_id = s.id "
      "JOIN texts t ON t.id = h.text_id WHERE s.uid = ?1 AND t.hash = ?2 GROUP BY s.id",
      {uid, stored_text(markdown, *std::make_unique<MaskCounts>()).hash}};
  CO_TRY(Rows rows, read(known));
  const bool created = rows.empty();
  if (created) {
    Change change;
    if (!import->attached) {
      const Json set = {{"project", import->project_uid},
                        {"title", std::string(cut(import->name, 500))},
                        {"status", "completed"},
                        {"started_at", date},
                        {"completed_at", date},
                        {"source", ""},
                        {"deleted", 0}};
      const Json body = {{"set", set}};
      change.events.push_back({"session.created", uid, to_text(body)});
    }
    handoff::Revision revision{uid, "", markdown, "manual", date, parsed.branch};
    CO_TRY(const std::string handoff_uid, handoff::add_handoff(&change, std::move(revision)));
    static_cast<void>(handoff_uid);
    change.reads.push_back(known);
    CO_TRY(std::vector<Rows> reads, commit(std::move(change)));
    rows = std::move(reads[0]);
  }
  if (rows.empty()) co_return std::unexpected(unknown("handoff", uid));
  const Json report = {{"format", "handoff"},
                       {"created", created},
                       {"handoff_id", integer_at(rows[0], 0)},
                       {"session_id", integer_at(rows[0], 1)},
                       {"session_uid", uid},
                       {"session_number", integer_at(rows[0], 2)}};
  co_return answer(to_text(report));
}

}  // namespace

Task<Result<Response>> import(Context& /*context*/, Request request) {
  Import state;
  state.name = request.argument("name");
  state.format = request.argument("format");
  const std::string project(request.argument("project"));
  const std::string session(request.argument("session"));
  const std::string_view since = request.argument("since");
  state.since = from_iso8601(since).value_or(0);
  if (!since.empty() && !from_iso8601(since))
    co_return fail(Fault::invalid, "invalid_field", "since must be a time in ISO 8601.", "since");
  if (!session.empty()) {
    CO_TRY(const bool found, find_session(&state, session));
    static_cast<void>(found);
  } else if (!project.empty()) {
    CO_TRY(const bool found, find_project(&state, project));
    static_cast<void>(found);
  } else {
    co_return fail(Fault::invalid, "missing_field", "project is required.", "project");
  }
  CO_TRY(std::string head, read_head());
  if (trimmed(head).empty())
    co_return fail(Fault::unprocessable, "empty_transcript",
                   (state.name.empty() ? "The transcript" : state.name) + " is empty.");
  if (state.format.empty()) state.format = recognise(head, state.name);
  if (state.format == "handoff") co_return co_await import_document(&state, std::move(head));
  state.importer = make_importer(state.format);
  if (!state.importer) co_return std::unexpected(unrecognised(state.name));
  CO_TRY(const bool done, read_transcript(&state, std::move(head)));
  static_cast<void>(done);
  co_return co_await finish(&state);
}

}  // namespace baton::transcript
