#include <algorithm>
#include <map>

#include "native/cli/commands/commands.hpp"
#include "native/cli/intake.hpp"
#include "native/cli/sorting.hpp"
#include "native/cli/stop_signals.hpp"
#include "native/machine/follower.hpp"

namespace baton::cli {
namespace {

using machine::FileFollower;
using machine::FileState;
using machine::Transcript;
using std::chrono::milliseconds;

constexpr milliseconds kLongest = std::chrono::minutes(5);
constexpr milliseconds kAfterFailure = std::chrono::seconds(30);

struct WatchWords {
  std::vector<std::string> paths;
  double still = 10;  ///< seconds without a change before a file is read
  double every = 2;   ///< seconds between two looks
};

milliseconds in_milliseconds(double seconds) {
  return milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

/// Follows files until a signal ends it.
class Watch {
 public:
  Watch(Desk& desk, const WatchWords& words)
      : desk_(desk), words_(words), follower_(in_milliseconds(words.still), kLongest) {
    for (const std::string& path : words.paths) paths_.push_back(desk.environment.absolute(path));
    const auto here = desk.belongings.of(desk.environment.directory);
    if (here) folders_.push_back(here->folder);
  }

  Result<int> run() {
    take_in(files(), true);
    while (!signals_.wait(in_milliseconds(words_.every))) {
      const auto now = FileFollower::Clock::now();
      const std::map<std::string, FileState> all = files();
      std::map<std::string, FileState> due;
      for (const std::string& path : follower_.due(all, now)) due[path] = all.at(path);
      if (!due.empty() && now >= not_before_) take_in(due, false);
    }
    return 0;
  }

 private:
  std::map<std::string, FileState> files() const {
    std::map<std::string, FileState> states;
    const auto add = [&](const std::vector<std::string>& paths) {
      for (const std::string& path : paths)
        if (const FileState state = machine::state_of_file(path); state.size > 0)
          states[path] = state;
    };
    if (paths_.empty()) add(machine::history_files(desk_.environment, folders_));
    for (const std::string& path : paths_) add(machine::transcript_files(path));
    return states;
  }

  /// The transcripts that the files are or belong to.
  std::vector<Transcript> transcripts_of(const std::map<std::string, FileState>& files) const {
    std::vector<Transcript> found;
    if (paths_.empty()) {
      std::int64_t since = files.empty() ? 0 : files.begin()->second.changed_at;
      for (const auto& [path, state] : files) since = std::min(since, state.changed_at);
      found = machine::find_histories(desk_.environment, folders_, since);
    } else {
      std::vector<std::string> paths;
      for (const auto& [path, state] : files) paths.push_back(path);
      found = machine::find_named(paths).transcripts;
      for (Transcript& transcript : found) transcript.named = false;
    }
    std::erase_if(found, [&](const Transcript& one) {
      return !files.contains(one.path) &&
             std::ranges::none_of(one.agents, [&](auto& agent) { return files.contains(agent); });
    });
    return found;
  }

  void take_in(const std::map<std::string, FileState>& files, bool first) {
    told_turns_ = 0;
    printed_ = 0;
    const std::vector<Transcript> transcripts = transcripts_of(files);
    std::int64_t bytes = 0;
    for (const Transcript& transcript : transcripts) bytes += transcript.size;
    Intake intake(desk_, first ? bytes : 0);
    Sorting sorting(desk_);
    for (const Transcript& transcript : transcripts) {
      if (signals_.came()) return;
      const auto project = sorting.project_for(transcript);
      if (!project) {
        if (project.error().code == "bad_project_file")
          intake.add_failure(project.error());
        else
          return wait_after(project.error());
        continue;
      }
      const auto taken = intake.take(transcript, *project);
      if (!taken) return wait_after(taken.error());
      if (!first) tell(transcript, *project, intake.totals());
    }
    follower_.take(files);
    failure_.clear();
    if (first) tell_begin(intake.totals(), files.size());
  }

  /// What stops every file, as a server that does not answer: told once, tried again later.
  void wait_after(const Error& error) {
    if (error.message != failure_) desk_.notes.line("baton: " + error.message);
    failure_ = error.message;
    not_before_ = FileFollower::Clock::now() + kAfterFailure;
  }

  void tell_begin(const IntakeTotals& totals, std::size_t count) {
    if (desk_.options.json) print_answers(totals);
    if (!desk_.notes.is_terminal()) return;
    remark(desk_, "Imported: " + summary_of(totals) + ". Following " +
                      counted(static_cast<std::int64_t>(count), "file") + "; Ctrl-C ends it.");
  }

  /// One line for what came of a transcript, if anything.
  void tell(const Transcript& transcript, const Project& project, const IntakeTotals& totals) {
    if (desk_.options.json) print_answers(totals);
    const std::int64_t turns = totals.turns - told_turns_;
    told_turns_ = totals.turns;
    if (turns <= 0 || !desk_.notes.is_terminal()) return;
    remark(desk_, project.name + ": " + counted(turns, "turn") + " of " + transcript.path);
  }

  /// The API's answers that are new, one a line.
  void print_answers(const IntakeTotals& totals) {
    for (std::size_t i = printed_; i < totals.answers.size(); ++i)
      desk_.out.line(to_text(totals.answers[i]));
    printed_ = totals.answers.size();
  }

  Desk& desk_;
  const WatchWords& words_;
  FileFollower follower_;
  StopSignals signals_;
  std::vector<std::string> paths_, folders_;
  std::string failure_;
  FileFollower::Clock::time_point not_before_;
  std::int64_t told_turns_ = 0;  ///< of the files taken in together, those told of
  std::size_t printed_ = 0;      ///< of their answers
};

}  // namespace

void add_watch(CommandLine& line) {
  Command& command = line.add(
      "watch", "Sessions",
      "follow the assistants' histories and import as they write, until Ctrl-C; with PATH, those "
      "files and folders",
      {"baton watch", "baton watch --project demo ~/transcripts/"});
  const auto words = std::make_shared<WatchWords>();
  CLI::App& app = *command.app;
  app.add_option("PATH", words->paths, "files, or folders to search");
  app.add_option(
         "--still", words->still,
         "seconds that a file must lie unchanged before it is read; 10 if absent, and at the "
         "latest after 5 minutes")
      ->type_name("SECONDS")
      ->check(CommandLine::quiet(CLI::Range(0.0, 3600.0)));
  app.add_option("--every", words->every, "seconds between two looks; 2 if absent")
      ->type_name("SECONDS")
      ->check(CommandLine::quiet(CLI::Range(0.05, 3600.0)));
  command.makes_database = [] { return true; };
  command.action = [words](Desk& desk) { return Watch(desk, *words).run(); };
}

}  // namespace baton::cli
