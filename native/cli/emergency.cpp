#include "native/cli/emergency.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "core/base/time.hpp"
#include "core/handoff/interim.hpp"
#include "native/cli/text_width.hpp"
#include "native/machine/work_folder.hpp"

namespace baton::cli {
namespace {

constexpr std::int64_t kEndBytes = 256 * 1024;
constexpr std::chrono::milliseconds kGitPatience{60};
constexpr std::int64_t kDay = 24 * 3600 * 1000LL;

std::string end_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::int64_t size = file.tellg();
  if (size <= 0) return {};
  const std::int64_t from = std::max<std::int64_t>(0, size - kEndBytes);
  std::string text(static_cast<std::size_t>(size - from), '\0');
  file.seekg(from);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (from == 0) return text;
  const std::size_t line = text.find('\n');
  return line == std::string::npos ? "" : text.substr(line + 1);
}

std::string newest_end(const std::vector<machine::Transcript>& transcripts) {
  const auto newest = std::ranges::max_element(transcripts, {}, &machine::Transcript::changed_at);
  return newest == transcripts.end() ? "" : end_of(newest->path);
}

std::int64_t now_milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// Without a store: of what was written here during the last day.
Result<int> write_file(Desk& desk, const ClosingWords& words) {
  const std::int64_t now = now_milliseconds();
  const std::string& folder = desk.environment.directory;
  auto transcripts = machine::find_histories(desk.environment, {folder}, now - kDay);
  std::erase_if(transcripts, [&](const auto& one) { return one.folder != folder; });
  Closing closing;
  closing.project = std::filesystem::path(folder).filename().string();
  closing.date = to_iso8601(now);
  closing.cwd = folder;
  closing.folder = machine::work_folder(folder);
  closing.accomplished = words.accomplished;
  closing.blockers = words.blockers;
  closing.next = words.next;
  if (const auto state = machine::repository_state(folder, kGitPatience)) {
    closing.branch = state->branch;
    closing.commit = state->commit;
    closing.uncommitted = state->uncommitted;
  }
  const auto path =
      std::filesystem::path(machine::database_path(desk.environment, "")).parent_path() /
      ("emergency-" + std::to_string(now) + ".md");
  std::error_code ignored;
  std::filesystem::create_directories(path.parent_path(), ignored);
  std::ofstream file(path, std::ios::binary);
  file << mask_secrets(
      render_markdown(handoff::handoff_of_end(newest_end(transcripts), closing, nullptr)));
  if (!file.flush())
    return fail(Fault::unavailable, "cannot_write", path.string() + " cannot be written.");
  desk.out.line("What is known is written to " + path.string() +
                ". When the server answers again, `baton done` finishes the session from its "
                "transcripts.");
  return 0;
}

}  // namespace

Result<int> stop_at_once(Desk& desk, const ClosingWords& words) {
  if (!desk.options.remote.empty()) return write_file(desk, words);
  TRY(const Project project, current_project(desk));
  TRY(const SessionRow session, needed_open_session(desk, project));
  TRY(const auto transcripts, written_since(desk, project, session.started_at));
  Closed closed;
  closed.repository = repository_here(desk, project, kGitPatience);
  Json body = closing_body(desk, words, closed.repository);
  if (std::string end = newest_end(transcripts); !end.empty()) body["transcript"] = std::move(end);
  TRY(closed.answer, desk.api.post("/api/sessions/" + session.uid + "/interim", body));
  if (printed_as_json(desk, closed.answer)) return 0;
  desk.out.line(desk.out.styled(Style::bold, "Session " + std::to_string(session.number) + " of " +
                                                 one_line(project.name) +
                                                 " is paused; what is known is written.") +
                " `baton done` or the next `baton start` finishes it.");
  print_receipt(desk, closed);
  return 0;
}

}  // namespace baton::cli
