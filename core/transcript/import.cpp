#include "core/transcript/import.hpp"

#include <memory>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/base/uuid.hpp"
#include "core/handoff/completion.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"
#include "core/transcript/mojibake.hpp"
#include "core/transcript/session_import.hpp"
#include "core/transcript/session_parts.hpp"

namespace baton::transcript {
namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;

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
  return {Fault::media_type, "unknown_format",
          (name.empty() ? "The input" : name) +
              " is no transcript or handoff document that Baton knows: a session of Claude Code, "
              "Codex, Gemini CLI, aider or SpecStory, ChatGPT's conversations.json, a conversation "
              "in JSON, JSON lines or Markdown, or a handoff in Markdown.",
          "format"};
}

Error no_turns(const std::string& name) {
  return {Fault::unprocessable,
          "empty_transcript",
          (name.empty() ? "The transcript" : name) + " holds no turns.",
          {}};
}

/// A file that holds one session.
Task<Result<Response>> import_one(SessionImport* import, std::string head) {
  import->importer = make_importer(import->format);
  std::optional<std::string> piece = std::move(head);
  while (piece) {
    CO_TRY(const bool taken, feed(import, std::move(*piece)));
    static_cast<void>(taken);
    NextPiece next;
    CO_TRY(piece, perform(next));
  }
  CO_TRY(const Json report, finish(import));
  if (!report.contains("session_uid")) co_return std::unexpected(no_turns(import->name));
  co_return answer(to_text(report));
}

/// What came of a file that holds several sessions.
struct Sessions {
  Json reports = Json::array();
  Json masked = Json::object();
  std::int64_t created = 0, turns = 0, damaged = 0, empty = 0;

  void add(Json report) {
    damaged += report["damaged"].get<std::int64_t>();
    for (const auto& [rule, count] : report["masked"].items())
      masked[rule] = masked.value(rule, std::int64_t{0}) + count.get<std::int64_t>();
    if (!report.contains("session_uid")) {
      ++empty;
      return;
    }
    created += report["created"].get<bool>() ? 1 : 0;
    turns += report["turns_added"].get<std::int64_t>();
    reports.push_back(std::move(report));
  }
};

/// The import of a session of the file.
std::unique_ptr<SessionImport> begin_one(const SessionImport& file) {
  auto one = std::make_unique<SessionImport>();
  one->name = file.name;
  one->format = file.format;
  one->folder = file.folder;
  one->project_uid = file.project_uid;
  one->project_name = file.project_name;
  one->since = file.since;
  one->attach_to = file.attached ? file.session_uid : "";
  one->importer = make_importer(file.format);
  return one;
}

/// The sessions of a file, one after the other.
struct Several {
  const SessionImport& file;
  std::unique_ptr<SessionImport> current;
  Sessions sessions;
  bool passing_over = false;  ///< the session that is read was forgotten
};

Task<Result<bool>> end_current(Several* several) {
  if (!several->current) co_return true;
  Result<Json> report = co_await finish(several->current.get());
  several->current = nullptr;
  if (!report && report.error().code != kForgotten) co_return Failing{report.error()};
  if (report) several->sessions.add(*std::move(report));
  co_return true;
}

Task<Result<bool>> take_parts(Several* several, std::vector<SessionParts::Part>* parts) {
  for (SessionParts::Part& part : *parts) {
    if (part.begins) {
      CO_TRY(const bool ended, end_current(several));
      static_cast<void>(ended);
      several->passing_over = false;
    }
    if (several->passing_over) continue;
    if (!several->current && trimmed(part.bytes).empty()) continue;
    if (!several->current) several->current = begin_one(several->file);
    Result<bool> taken = co_await feed(several->current.get(), std::move(part.bytes));
    if (taken) continue;
    if (taken.error().code != kForgotten) co_return Failing{taken.error()};
    several->passing_over = true;
    several->current = nullptr;
  }
  parts->clear();
  co_return true;
}

Task<Result<Response>> import_several(SessionImport* file, std::string head) {
  Several several{*file, nullptr, {}, false};
  SessionParts cut(file->format);
  std::vector<SessionParts::Part> parts;
  std::optional<std::string> piece = std::move(head);
  while (piece) {
    cut.feed(*piece, parts);
    CO_TRY(const bool taken, take_parts(&several, &parts));
    static_cast<void>(taken);
    NextPiece next;
    CO_TRY(piece, perform(next));
  }
  cut.finish(parts);
  CO_TRY(const bool taken, take_parts(&several, &parts));
  static_cast<void>(taken);
  CO_TRY(const bool ended, end_current(&several));
  static_cast<void>(ended);
  Sessions& sessions = several.sessions;
  if (sessions.reports.empty()) co_return std::unexpected(no_turns(file->name));
  const Json report = {{"format", file->format},
                       {"sessions_created", sessions.created},
                       {"turns_added", sessions.turns},
                       {"damaged", sessions.damaged + cut.damaged()},
                       {"empty", sessions.empty},
                       {"masked", std::move(sessions.masked)},
                       {"sessions", std::move(sessions.reports)}};
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

Task<Result<Response>> import_document(SessionImport* import, std::string head) {
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
  SessionImport state;
  state.name = request.argument("name");
  state.format = request.argument("format");
  state.folder = request.argument("folder");
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
  if (!make_importer(state.format)) co_return std::unexpected(unrecognised(state.name));
  if (holds_sessions(state.format)) co_return co_await import_several(&state, std::move(head));
  co_return co_await import_one(&state, std::move(head));
}

}  // namespace baton::transcript
