#include "core/hooks/intake.hpp"
#include "core/handoff/newest.hpp"

#include <map>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/handoff/completion.hpp"
#include "core/handoff/interim.hpp"
#include "core/hooks/draft.hpp"
#include "core/hooks/lines.hpp"
#include "core/hooks/reading.hpp"
#include "core/http/answer.hpp"
#include "core/sessions/columns.hpp"
#include "core/store/read.hpp"
#include "core/usage/record.hpp"

namespace baton::hooks {
namespace {

constexpr std::size_t kMostName = 500;
constexpr std::size_t kMostWords = 200'000;

/// A result whose call was taken in before gets its tool's name from there.
Task<Result<bool>> name_tools(Intake* intake) {
  constexpr std::string_view kResult = ":result";
  std::map<std::string, Turn*> nameless;
  Json calls = Json::array();
  for (Turn& turn : intake->turns) {
    if (turn.kind != TurnKind::tool_result || !turn.tool.empty()) continue;
    const std::string call = turn.uid.substr(0, turn.uid.size() - kResult.size());
    nameless[call] = &turn;
    calls.push_back(call);
  }
  if (nameless.empty()) co_return true;
  CO_TRY(const Rows rows,
         read({"SELECT h.uid, h.tool FROM json_each(?1) c JOIN sessions s ON s.uid = ?2 JOIN "
               "conversation_history h ON h.session_id = s.id AND h.uid = c.value",
               {to_text(calls), intake->import.session_uid}}));
  for (const Row& row : rows) {
    const auto found = nameless.find(text_at(row, 0));
    if (found != nameless.end()) found->second->tool = text_at(row, 1);
  }
  co_return true;
}

/// Adds the turns that are new to the appender, and all to what the handoff is made from.
int add_turns(Intake& intake, Reading& reading, Change& change) {
  int added = 0;
  for (std::size_t i = 0; i < intake.turns.size(); ++i) {
    Turn& turn = intake.turns[i];
    if (intake.stored[i] || transcript::is_earlier(turn, intake.import.since)) continue;
    intake.import.appender->add(turn);
    if (intake.import.appender->full()) intake.import.appender->flush(change);
    reading.add(turn);
    ++added;
  }
  return added;
}

/// What the store says of the session already.
struct Known {
  std::string title, sources;
  bool has_source = false;
  std::int64_t turns = 0;
  std::int64_t fresh_bytes = 0;              ///< of the transcript, since the last revision
  std::int64_t revision_bytes = 0;           ///< of the last revision
  std::map<std::string, std::string> files;  ///< what was done to each
};

Task<Result<Known>> known_of(std::string session_uid, std::string source) {
  std::vector<Statement> statements;
  statements.push_back({"SELECT s.title, s.source, " + sessions::has_source("?2") +
                            " AS known, s.conversation_count, coalesce((SELECT d.fresh_bytes FROM "
                            "handoff_drafts d WHERE d.session_uid = s.uid), 0) AS fresh, "
                            "coalesce((SELECT length(t.body) FROM handoff_documents h JOIN texts t "
                            "ON t.id = h.text_id WHERE h.id = " +
                            handoff::standing_revision("s.id") +
                            "), 0) AS length FROM sessions s WHERE s.uid = "
                            "?1",
                        {session_uid, std::move(source)}});
  statements.push_back(
      {"SELECT f.path, f.change FROM sessions s JOIN project_files f ON "
       "f.session_id = s.id WHERE s.uid = ?1",
       {session_uid}});
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("session", session_uid));
  const Row& row = rows[0][0];
  Known known{text_at(row, 0),
              text_at(row, 1),
              integer_at(row, 2) != 0,
              integer_at(row, 3),
              integer_at(row, 4),
              integer_at(row, 5),
              {}};
  for (const Row& file : rows[1]) known.files[text_at(file, 0)] = text_at(file, 1);
  co_return known;
}

void add_new_files(const Extractor& extractor, const Known& known, const std::string& session_uid,
                   Change& change) {
  std::vector<Extractor::File> files = extractor.files();
  std::erase_if(files, [&](const Extractor::File& file) {
    const auto found = known.files.find(file.path);
    return found != known.files.end() && found->second == file.change;
  });
  handoff::add_files(change, session_uid, files);
}

/// Title and status, and of an open session that takes the transcript in, its source.
void add_facts(const Intake& intake, const handoff::OpenSession& session, const Known& known,
               const std::string& now, Change& change) {
  const TranscriptFacts& facts = intake.import.importer->facts();
  const std::string& source = intake.lines.owner.source;
  const bool own = !intake.import.attached;
  const bool over = own && intake.lines.ends;
  Json set = Json::object();
  const std::string title(cut(facts.title, kMostName));
  if (!title.empty() && title != known.title) set["title"] = title;
  if (!known.has_source)
    set["source"] = known.sources.empty() ? source : known.sources + '\n' + source;
  if (over) {
    set["status"] = "completed";
    set["completed_at"] = transcript::not_after(now, facts.ended_at);
  } else if (own && session.status == "completed") {
    set["status"] = "in_progress";
    set["completed_at"] = nullptr;
  }
  if (set.empty()) return;
  const Json body = {{"set", std::move(set)}};
  change.events.push_back(
      {over ? "session.completed" : "session.changed", session.uid, to_text(body)});
}

Closing closing_of(const Intake& intake, const handoff::OpenSession& session,
                   const std::string& now) {
  Closing closing;
  closing.project = intake.import.project_name;
  closing.session_number = session.number;
  closing.date = transcript::not_after(now, intake.import.importer->facts().ended_at);
  closing.cwd = intake.lines.owner.cwd;
  closing.folder = intake.import.folder;
  closing.objectives = session.objectives;
  closing.branch = intake.lines.owner.branch;
  closing.branches = session.branches;
  return closing;
}

/// The handoff of all turns, if there is something to hand over: whether it is a revision. It is
/// one where it is measured.
Task<Result<bool>> add_handoff(const Intake* intake, const handoff::OpenSession* session,
                               Reading* reading, Closing closing, Change* change) {
  MaskCounts counts;
  reading->add_last_words(mask_secrets(cut(intake->lines.last_words, kMostWords), counts));
  if (!reading->extractor.substantive()) co_return false;
  const Handoff* previous = session->previous ? &*session->previous : nullptr;
  const Handoff made = reading->extractor.finish(closing, previous);
  Draft draft{session->uid,
              intake->import.project_uid,
              {session->uid, session->newest_handoff_uid, render_markdown(made), "extracted",
               closing.date, made.branch},
              intake->fresh_bytes};
  if (reading->measure)
    draft.revision.measured = handoff::measured(*reading->measure, made, closing, previous);
  const Kept kept = reading->measure ? Kept::as_revision : Kept::as_draft;
  co_return co_await add_draft(change, std::move(draft), kept);
}

Error taken_meanwhile() {
  return {Fault::conflict,
          "taken_meanwhile",
          "Somebody else took in more of the transcript meanwhile: ask for the positions again.",
          {}};
}

Json report_of(const handoff::OpenSession& session, int added, int total) {
  return {{"session_id", session.id},
          {"session_uid", session.uid},
          {"session_number", session.number},
          {"turns_added", added},
          {"turns_total", total}};
}

/// Nothing is new: the draft becomes a revision if one is due, and the session is over if it ends.
Task<Result<Json>> conclude(Intake* intake) {
  const std::string uid = intake->import.session_uid;
  const Lines& lines = intake->lines;
  CO_TRY(const handoff::OpenSession session, handoff::open_session({"uid", uid}, uid, ""));
  if (lines.settle || lines.ends) {
    CO_TRY(const bool settled, settle_drafts("d.session_uid = ?1", uid));
    static_cast<void>(settled);
  }
  if (lines.ends && !intake->import.attached && session.status != "completed") {
    CO_TRY(const std::string now, now_text());
    Change change;
    const Json body = {{"set", {{"status", "completed"}, {"completed_at", now}}}};
    change.events.push_back({"session.completed", uid, to_text(body)});
    CO_TRY(const std::vector<Rows> none, commit(std::move(change)));
    static_cast<void>(none);
  }
  co_return report_of(session, 0, static_cast<int>(intake->import.before));
}

Task<Result<Json>> store(Intake* intake) {
  transcript::SessionImport& import = intake->import;
  Lines& lines = intake->lines;
  if (!import.importer->facts().branch.empty())
    lines.owner.branch = import.importer->facts().branch;
  CO_TRY(
      const handoff::OpenSession session,
      handoff::open_session({"uid", import.session_uid}, import.session_uid, lines.owner.branch));
  import.appender = std::make_unique<conversations::Appender>(session.uid);
  lines.owner.session_uid = session.uid;
  lines.owner.project_uid = import.project_uid;
  if (lines.owner.cwd.empty()) lines.owner.cwd = import.importer->facts().cwd;
  CO_TRY(const std::string now, now_text());
  CO_TRY(intake->stored, conversations::which_are_stored(session.uid, &intake->turns));
  CO_TRY(const bool named, name_tools(intake));
  static_cast<void>(named);
  CO_TRY(const Known known, known_of(session.uid, lines.owner.source));
  intake->fresh_bytes += known.fresh_bytes;
  Reading reading{
      .extractor = Extractor(lines.owner.cwd, import.folder), .measure = {}, .last_spoken = {}};
  if (lines.settle || lines.ends || session.newest_handoff_uid.empty() ||
      is_due(intake->fresh_bytes, known.revision_bytes))
    reading.measure.emplace();
  CO_TRY(const bool read, read_stored(session.id, known.turns, &reading));
  static_cast<void>(read);

  Change change;
  guard_positions(change, lines.owner, lines.positions);
  const int before = reading.turns;
  const int added = add_turns(*intake, reading, change);
  import.appender->flush(change);
  usage::add_new(change, session.uid, import.importer->facts().messages, import.since);
  add_facts(*intake, session, known, now, change);
  Closing closing = closing_of(*intake, session, now);
  CO_TRY(const bool words, handoff::take_interim_words(session.uid, &closing));
  static_cast<void>(words);
  CO_TRY(const bool revised, add_handoff(intake, &session, &reading, std::move(closing), &change));
  // Their list is made anew as more is known; what once is in the log stays.
  if (revised) add_new_files(reading.extractor, known, session.uid, change);
  add_positions(change.reads, lines.owner, lines.positions, now);
  const auto outcome = co_await commit(std::move(change));
  if (!outcome && outcome.error().code == "guard") co_return std::unexpected(taken_meanwhile());
  if (!outcome) co_return std::unexpected(outcome.error());
  co_return report_of(session, added, before + added);
}

}  // namespace

Task<Result<Response>> take_lines(Context& /*context*/, Request request) {
  const std::string project(request.argument("project"));
  if (project.empty())
    co_return fail(Fault::invalid, "missing_field", "project is required.", "project");
  Intake intake;
  CO_TRY(const bool found, transcript::find_project(&intake.import, project));
  static_cast<void>(found);
  CO_TRY(const bool read, read_body(&intake));
  static_cast<void>(read);
  CO_TRY(const bool placed, find_place(&intake));
  if (!placed) co_return answer("null");
  const bool nothing = intake.turns.empty() && intake.lines.last_words.empty();
  CO_TRY(const Json taken, nothing ? conclude(&intake) : store(&intake));
  co_return answer(to_text(taken));
}

}  // namespace baton::hooks
