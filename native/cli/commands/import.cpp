#include <algorithm>

#include "native/cli/commands/commands.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/history.hpp"
#include "native/cli/intake.hpp"
#include "native/cli/sorting.hpp"

namespace baton::cli {
namespace {

using machine::Transcript;

struct Found {
  std::vector<Transcript> transcripts;
  std::vector<Error> failures;
};

Found find_paths(Desk& desk, const std::vector<std::string>& paths) {
  std::vector<std::string> absolute;
  for (const std::string& path : paths) absolute.push_back(desk.environment.absolute(path));
  auto named = machine::find_named(absolute);
  Found found{.transcripts = std::move(named.transcripts), .failures = {}};
  for (const std::string& path : named.missing) {
    found.failures.push_back({Fault::not_found, "no_file", path + " does not exist.", {}});
  }
  for (const std::string& path : named.unknown) {
    found.failures.push_back({Fault::media_type,
                              "unknown_format",
                              path + " is no transcript or handoff document that Baton knows "
                                     "(a session of Claude Code, Codex, Gemini CLI, aider or "
                                     "SpecStory, ChatGPT's conversations.json, a conversation in "
                                     "JSON, JSON lines or Markdown, a handoff in Markdown).",
                              {}});
  }
  return found;
}

Found find_all(Desk& desk) {
  const auto here = desk.belongings.of(desk.environment.directory);
  const std::vector<std::string> folders =
      here ? std::vector{here->folder} : std::vector<std::string>{};
  return {.transcripts = machine::find_histories(desk.environment, folders), .failures = {}};
}

std::int64_t bytes_of(const std::vector<Transcript>& transcripts) {
  std::int64_t bytes = 0;
  for (const Transcript& transcript : transcripts) bytes += transcript.size;
  return bytes;
}

Json json_of(const IntakeTotals& totals) {
  Json failures = Json::array();
  for (const Error& error : totals.failures) {
    failures.push_back({{"error", error.message}, {"code", error.code}});
  }
  return {{"sessions_created", totals.created},
          {"sessions_continued", totals.grown},
          {"handoff_documents", totals.handoffs},
          {"turns_added", totals.turns},
          {"masked", totals.masked},
          {"damaged", totals.damaged},
          {"unchanged", totals.unchanged},
          {"empty", totals.empty},
          {"files", totals.answers},
          {"failures", std::move(failures)}};
}

void print_totals(Desk& desk, const IntakeTotals& totals) {
  desk.out.line("Imported: " + summary_of(totals) + '.');
  for (const auto& [name, count] : totals.projects) {
    desk.out.line("  " + name + ": " + counted(count, "session"));
  }
}

/// Which keeps no file of another project from being read.
bool is_about_its_project(const Error& error) {
  return error.code == "bad_project_file" || error.code == "project_deleted";
}

Result<int> import_transcripts(Desk& desk, const std::vector<std::string>& paths) {
  const Found found = paths.empty() ? find_all(desk) : find_paths(desk, paths);
  Intake intake(desk, bytes_of(found.transcripts));
  for (const Error& failure : found.failures) intake.add_failure(failure);
  Sorting sorting(desk);
  for (const Transcript& transcript : found.transcripts) {
    const auto project = sorting.project_for(transcript);
    if (!project && !is_about_its_project(project.error())) return std::unexpected(project.error());
    if (!project) {
      intake.add_failure(project.error());
      continue;
    }
    TRY(const bool taken, intake.take(transcript, *project));
    static_cast<void>(taken);
  }
  const IntakeTotals& totals = intake.totals();
  if (!printed_as_json(desk, answer_of(json_of(totals)))) print_totals(desk, totals);
  return totals.failures.empty() ? kDone : exit_code_of(totals.failures.front());
}

/// Histories that `baton export` wrote are taken in by themselves.
Result<int> import(Desk& desk, const std::vector<std::string>& paths) {
  std::vector<std::string> others;
  int worst = kDone;
  for (const std::string& path : paths) {
    const std::string absolute = desk.environment.absolute(path);
    if (!is_history(absolute)) {
      others.push_back(path);
      continue;
    }
    TRY(const int code, import_history(desk, absolute));
    worst = std::max(worst, code);
  }
  if (!paths.empty() && others.empty()) return worst;
  TRY(const int code, import_transcripts(desk, others));
  return std::max(worst, code);
}

}  // namespace

void add_import(CommandLine& line) {
  Command& command = line.add(
      "import", "Sessions",
      "read transcripts and handoff documents; without PATH, the assistants' histories on this "
      "machine",
      {"baton import                              # everything, sorted into its projects",
       "baton import ~/Downloads/session.jsonl",
       "baton import history.jsonl                # what `baton export --all` wrote",
       "baton import --project demo old-handoffs/"});
  const auto paths = std::make_shared<std::vector<std::string>>();
  command.app->add_option("PATH", *paths, "files, or folders to search");
  command.makes_database = [] { return true; };
  command.action = [paths](Desk& desk) { return import(desk, *paths); };
}

}  // namespace baton::cli
