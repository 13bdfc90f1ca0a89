#include "native/cli/hook/take_in.hpp"

#include <algorithm>
#include <map>

#include "native/machine/histories.hpp"
#include "native/machine/transcript_tail.hpp"
#include "native/machine/work_folder.hpp"

namespace baton::cli {
namespace {

using machine::FileTail;
using machine::ReadMark;

constexpr std::size_t kMostFiles = 20;
constexpr int kMostRounds = 64;
constexpr std::int64_t kPieceOfLines = 1 << 20;
constexpr std::int64_t kPieceOfWhole = 8 << 20;
constexpr std::chrono::milliseconds kLeastLeft{15};  ///< worth beginning another round

/// What the store holds of the session's transcript.
struct Taken {
  std::string format, cwd, branch, project;
  std::map<std::string, ReadMark> files;
};

Result<Taken> taken_of(Desk& desk, const std::string& session) {
  TRY(const Answer answer, desk.api.get(target("/api/transcripts", {{"source", session}})));
  Taken taken;
  if (!answer.data().is_array()) return taken;
  for (const Json& row : answer.data()) {
    taken.format = text_in(row, "format");
    taken.cwd = text_in(row, "cwd");
    taken.branch = text_in(row, "branch");
    taken.project = text_in(row, "project_uid");
    const std::string& file = text_in(row, "file");
    taken.files[file] = {file, number_in(row, "read_bytes"), text_in(row, "mark")};
  }
  return taken;
}

/// Only Claude Code's lines say all that an importer needs of them.
bool is_read_by_lines(const std::string& format) { return format == "claude_code"; }

/// The files' next pieces, those that have something; at least the transcript's own.
std::vector<FileTail> next_tails(const std::string& transcript, const Taken& taken, bool ends) {
  const bool lines = is_read_by_lines(taken.format);
  const machine::TailWish wish{.most = lines ? kPieceOfLines : kPieceOfWhole,
                               .torn = ends || transcript.ends_with(".json"),
                               .whole = !lines};
  std::vector<FileTail> tails;
  const auto files = lines ? machine::session_files(transcript) : std::vector{transcript};
  for (const std::string& file : files) {
    const auto known = taken.files.find(file);
    FileTail tail =
        machine::tail_of(known == taken.files.end() ? ReadMark{file, 0, {}} : known->second, wish);
    tail.part.path = file;
    if (tails.size() < kMostFiles && (tails.empty() || !tail.empty()))
      tails.push_back(std::move(tail));
  }
  return tails;
}

bool has_more(const std::vector<FileTail>& tails) {
  return std::ranges::any_of(tails, &FileTail::more) || tails.size() == kMostFiles;
}

Json head_of(const hooks::HookEvent& event, const Taken& taken, const std::vector<FileTail>& tails,
             TakeIn wish) {
  Json files = Json::array();
  for (const FileTail& tail : tails)
    files.push_back(
        {{"file", tail.part.path}, {"was", tail.was}, {"read", tail.read}, {"mark", tail.mark}});
  Json head = {{"format", taken.format}, {"source", event.session},
               {"cwd", taken.cwd},       {"folder", machine::work_folder(taken.cwd)},
               {"branch", taken.branch}, {"files", std::move(files)}};
  if (has_more(tails)) return head;
  head["last_assistant_message"] = event.last_assistant_message;
  head["settle"] = wish.settle;
  head["ends"] = wish.ends;
  return head;
}

Result<Answer> send(Desk& desk, const Project& project, const Json& head,
                    const std::vector<FileTail>& tails) {
  std::vector<machine::FilePart> parts;
  for (const FileTail& tail : tails) parts.push_back(tail.part);
  machine::TranscriptStream stream(parts);
  std::optional<std::string> first = to_text(head) + '\n';
  return desk.api.upload(target("/api/transcripts", {{"project", project.uid}}),
                         [&]() -> NextPiece::Reply {
                           if (first) return std::exchange(first, std::nullopt);
                           return stream.next();
                         });
}

/// What the transcript says of itself, where the store knows nothing of it.
void read_head_into(Taken& taken, const hooks::HookEvent& event) {
  const machine::TranscriptHead head = machine::read_head(event.transcript);
  taken.format = head.format;
  taken.cwd = head.cwd.empty() ? event.cwd : head.cwd;
}

Result<std::optional<Project>> project_of_taken(Desk& desk, const Taken& taken, Makes makes) {
  if (!desk.options.project.empty()) {
    TRY(Project project, current_project(desk));
    return std::optional(std::move(project));
  }
  if (!taken.project.empty())
    return std::optional(Project{.id = 0, .uid = taken.project, .name = {}});
  TRY(const auto place, desk.belongings.of(taken.cwd));
  if (makes == Makes::no) return find_project(desk, place);
  TRY(Project project, project_of(desk, place));
  return std::optional(std::move(project));
}

}  // namespace

Result<std::optional<Project>> project_of_session(Desk& desk, const hooks::HookEvent& event,
                                                  Makes makes) {
  TRY(Taken taken, taken_of(desk, event.session));
  if (taken.project.empty()) read_head_into(taken, event);
  return project_of_taken(desk, taken, makes);
}

Result<bool> take_in(Desk& desk, const hooks::HookEvent& event, TakeIn wish) {
  if (event.transcript.empty() || machine::state_of_file(event.transcript).size == 0) return true;
  std::optional<Project> project;
  for (int round = 0; round < kMostRounds; ++round) {
    if (round > 0 && machine::left_until(desk.options.deadline) < kLeastLeft)
      return fail(Fault::unavailable, "over_time",
                  "There was no time to take in all of " + event.transcript + ".");
    TRY(Taken taken, taken_of(desk, event.session));
    if (taken.format.empty()) read_head_into(taken, event);
    if (taken.format.empty()) return false;
    if (!project) {
      TRY(project, project_of_taken(desk, taken, Makes::yes));
    }
    const auto tails = next_tails(event.transcript, taken, wish.ends);
    const auto answer = send(desk, *project, head_of(event, taken, tails, wish), tails);
    if (answer && !has_more(tails)) return true;
    if (!answer && answer.error().code != "taken_meanwhile") return std::unexpected(answer.error());
  }
  return false;
}

Result<bool> take_in_rest(Desk& desk, const std::string& session) {
  TRY(const Taken taken, taken_of(desk, session));
  hooks::HookEvent event;
  event.session = session;
  // A subagent's file lies in the folder that is named like its session's.
  for (const auto& [file, mark] : taken.files)
    if (event.transcript.empty() || file.size() < event.transcript.size()) event.transcript = file;
  return take_in(desk, event, {});
}

Result<bool> take_in_leftovers(Desk& desk, const Project& project) {
  constexpr std::chrono::milliseconds kLeast{60};
  TRY(const Answer answer, desk.api.get("/api/transcripts?unfinished=1"));
  if (!answer.data().is_array()) return true;
  std::vector<std::string> sessions;
  for (const Json& row : answer.data()) {
    if (text_in(row, "project_uid") != project.uid) continue;
    if (machine::state_of_file(text_in(row, "file")).size <= number_in(row, "read_bytes")) continue;
    const std::string& source = text_in(row, "source");
    if (sessions.empty() || sessions.back() != source) sessions.push_back(source);
  }
  for (const std::string& session : sessions) {
    if (machine::left_until(desk.options.deadline) < kLeast) return false;
    TRY(const bool whole, take_in_rest(desk, session));
    static_cast<void>(whole);
  }
  return true;
}

}  // namespace baton::cli
