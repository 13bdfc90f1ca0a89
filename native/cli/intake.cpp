#include "native/cli/intake.hpp"

#include <algorithm>
#include <filesystem>

#include "core/base/time.hpp"
#include "core/transcript/session_parts.hpp"
#include "native/cli/exit_code.hpp"
#include "native/machine/transcript_stream.hpp"
#include "native/machine/work_folder.hpp"

namespace baton::cli {
namespace {

/// Whether an instant of the API is later than a file's time.
/// How far a file system's clock may lag behind, in milliseconds.
constexpr std::int64_t kClockLag = 1000;

bool is_after(const std::string& instant, std::int64_t milliseconds) {
  return from_iso8601(instant).value_or(0) > milliseconds;
}

/// The file's name as the store remembers it: relative to its project's folder where it lies in it,
/// so that it is the same in every clone.
std::string stored_name(Desk& desk, const machine::Transcript& transcript) {
  const std::filesystem::path path = transcript.path;
  const auto place = desk.belongings.of(path.parent_path().string());
  if (place && place->repository && transcript.path.starts_with(place->folder + '/')) {
    return transcript.path.substr(place->folder.size() + 1);
  }
  return path.filename().string();
}

/// The project's folder where the transcript's session worked (POST /api/imports).
std::string folder_of(const machine::Transcript& transcript) {
  std::string folder = machine::work_folder(transcript.folder);
  return folder.empty() ? transcript.folder : folder;
}

bool is_about_one_file(const Error& error) {
  return exit_code_of(error) == kBadInput && error.fault != Fault::unavailable;
}

/// A source in a project that nobody chose stays where it is.
bool is_chosen(const Desk& desk) { return !desk.options.project.empty(); }

}  // namespace

std::int64_t IntakeTotals::masked_total() const {
  std::int64_t total = 0;
  for (const auto& [rule, count] : masked) total += count;
  return total;
}

Intake::Intake(Desk& desk, std::int64_t total_bytes)
    : desk_(desk),
      progress_(desk.notes, desk.options.quiet ? Progress::Shown::no : Progress::Shown::yes,
                total_bytes) {}

void Intake::add_failure(Error error) {
  progress_.clear();
  desk_.notes.line("baton: " + error.message);
  totals_.failures.push_back(std::move(error));
}

Result<std::optional<SessionRow>> Intake::open_session_of(const Project& project) {
  const auto known = open_.find(project.uid);
  if (known != open_.end()) return known->second;
  TRY(auto session, open_session(desk_, project));
  open_[project.uid] = session;
  return session;
}

Result<Intake::Place> Intake::place_of(const machine::Transcript& transcript,
                                       const Project& project) {
  TRY(const auto open, open_session_of(project));
  if (holds_sessions(transcript.head.format)) {
    // A conversation of ChatGPT's is no part of the work in a folder.
    const bool now = open && transcript.head.format != "chatgpt" &&
                     !is_after(open->started_at, transcript.written_at);
    return now ? Place{.session = open->uid, .since = open->started_at, .project = 0} : Place{};
  }
  TRY(const auto before, session_of_source(desk_, transcript.head.session));
  if (open && !is_after(open->started_at, transcript.written_at)) {
    const bool elsewhere = before && before->uid != open->uid;
    return Place{.session = open->uid, .since = elsewhere ? open->started_at : "", .project = 0};
  }
  Place place;
  if (!before) return place;
  place.nothing_new = before->status == "completed" &&
                      is_after(before->completed_at, transcript.changed_at + kClockLag);
  if (!is_chosen(desk_)) place.project = before->project_id;
  if (!before->imported()) place.since = before->started_at;
  return place;
}

Result<Answer> Intake::send(const machine::Transcript& transcript, const Project& project,
                            const Place& place) {
  machine::TranscriptStream stream(transcript,
                                   [this](std::int64_t bytes) { progress_.add(bytes); });
  const std::string owner = place.project ? std::to_string(place.project) : project.uid;
  return desk_.api.upload(target("/api/imports", {{"name", stored_name(desk_, transcript)},
                                                  {"format", transcript.head.format},
                                                  {"project", owner},
                                                  {"session", place.session},
                                                  {"folder", folder_of(transcript)},
                                                  {"since", place.since}}),
                          [&stream] { return stream.next(); });
}

void Intake::count_session(const Project& project, const Json& session) {
  const std::int64_t turns = number_in(session, "turns_added");
  const bool is_new = flag_in(session, "created");
  const bool document = text_in(session, "format") == "handoff";
  totals_.turns += turns;
  if (document && is_new) ++totals_.handoffs;
  if (!document && is_new) ++totals_.created;
  if (!is_new && turns > 0) ++totals_.grown;
  if (!is_new && turns == 0) ++totals_.unchanged;
  if (is_new || turns > 0) ++totals_.projects[project.name];
}

void Intake::count(const machine::Transcript& transcript, const Project& project,
                   const Json& data) {
  totals_.damaged += number_in(data, "damaged");
  if (const Json& masked = object_in(data, "masked"); masked.is_object()) {
    for (const auto& [rule, times] : masked.items())
      totals_.masked[rule] += number_in(masked, rule);
  }
  if (data.contains("sessions")) {
    for (const Json& session : list_in(data, "sessions")) count_session(project, session);
    totals_.empty += number_in(data, "empty");
  } else {
    count_session(project, data);
  }
  Json answer = data;
  answer["path"] = transcript.path;
  totals_.answers.push_back(std::move(answer));
}

Result<bool> Intake::take(const machine::Transcript& transcript, const Project& project) {
  progress_.begin_item(transcript.path);
  TRY(const Place place, place_of(transcript, project));
  if (place.nothing_new) {
    progress_.add(transcript.size);
    ++totals_.unchanged;
    return true;
  }
  auto answer = send(transcript, project, place);
  if (answer) {
    count(transcript, project, answer->data());
    return true;
  }
  Error error = std::move(answer).error();
  if (error.code == "empty_transcript" && !transcript.named) {
    ++totals_.empty;
    return true;
  }
  if (error.code == "session_forgotten" && !transcript.named) {
    ++totals_.unchanged;
    return true;
  }
  if (!is_about_one_file(error)) return std::unexpected(std::move(error));
  if (!error.message.contains(transcript.path))
    error.message = transcript.path + ": " + error.message;
  add_failure(std::move(error));
  return true;
}

Result<std::vector<machine::Transcript>> written_since(Desk& desk, const Project& project,
                                                       const std::string& since) {
  const std::int64_t from = from_iso8601(since).value_or(0);
  TRY(const auto here, desk.belongings.of(desk.environment.directory));
  std::vector<machine::Transcript> found;
  for (auto& transcript : machine::find_histories(desk.environment, {here.folder}, from)) {
    if (transcript.folder.empty() || transcript.written_at < from) continue;
    const auto place = desk.belongings.of(transcript.folder);
    if (!place) continue;
    TRY(const auto owner, find_project(desk, *place));
    if (owner && owner->uid == project.uid) found.push_back(std::move(transcript));
  }
  return found;
}

Result<IntakeTotals> capture(Desk& desk, const Project& project, const SessionRow& session) {
  TRY(const auto transcripts, written_since(desk, project, session.started_at));
  std::int64_t bytes = 0;
  for (const auto& transcript : transcripts) bytes += transcript.size;
  Intake intake(desk, bytes);
  for (const auto& transcript : transcripts) {
    TRY(const bool taken, intake.take(transcript, project));
    static_cast<void>(taken);
  }
  return intake.totals();
}

std::string summary_of(const IntakeTotals& totals) {
  std::vector<std::string> parts;
  const auto add = [&](std::int64_t count, std::string text) {
    if (count > 0) parts.push_back(std::move(text));
  };
  add(totals.created, counted(totals.created, "session"));
  add(totals.grown, std::to_string(totals.grown) + " continued");
  add(totals.handoffs, counted(totals.handoffs, "handoff document"));
  add(totals.turns, counted(totals.turns, "turn"));
  add(totals.masked_total(), counted(totals.masked_total(), "secret") + " masked");
  add(totals.damaged, counted(totals.damaged, "damaged line") + " left out");
  add(totals.unchanged, std::to_string(totals.unchanged) + " unchanged");
  add(totals.empty, std::to_string(totals.empty) + " without a turn");
  const auto failed = static_cast<std::int64_t>(totals.failures.size());
  add(failed, std::to_string(failed) + " not taken in");
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text.empty() ? "nothing found" : text;
}

}  // namespace baton::cli
