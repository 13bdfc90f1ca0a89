#include <filesystem>
#include <optional>

#include "native/cli/commands/commands.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/purging.hpp"
#include "native/cli/text_width.hpp"
#include "native/cli/upkeep.hpp"
#include "native/database.hpp"
#include "native/machine/histories.hpp"
#include "native/machine/hook_log.hpp"
#include "native/machine/process.hpp"
#include "native/machine/project_file.hpp"
#include "native/machine/setup/apply.hpp"

namespace baton::cli {
namespace {

namespace fs = std::filesystem;

/// One thing that was looked at. A warning is no reason to fail.
struct Finding {
  enum class Kind { good, warning, bad };
  Kind kind = Kind::good;
  std::string subject;
  std::string text;
};

std::string size_of(std::int64_t bytes) {
  if (bytes < 1'000'000) return std::to_string(bytes / 1000) + " kB";
  return std::to_string(bytes / 1'000'000) + " MB";
}

/// A database that was named has to be there; else the first command that writes makes it.
Finding check_missing(const Desk& desk, const Error& error) {
  const bool named = !desk.options.database.empty();
  return {named ? Finding::Kind::bad : Finding::Kind::warning, "database", error.message};
}

Finding check_database(const std::string& path) {
  auto database = native::Database::open_existing(path);
  if (!database) return {Finding::Kind::bad, "database", database.error().message};
  const auto problems = database->check();
  if (!problems) return {Finding::Kind::bad, "database", problems.error().message};
  if (!problems->empty()) {
    return {Finding::Kind::bad, "database",
            path + ": " + problems->front() + (problems->size() > 1 ? " (and more)" : "") +
                ". Keep a copy, then try `baton doctor --rebuild`."};
  }
  std::error_code ignored;
  return {Finding::Kind::good, "database",
          path + ", " + size_of(static_cast<std::int64_t>(fs::file_size(path, ignored))) +
              ", passes its integrity check"};
}

Finding check_store(Desk& desk) {
  const auto health = desk.api.get("/api/health");
  if (!health) return {Finding::Kind::bad, "store", health.error().message};
  return {Finding::Kind::good, "store",
          "version " + text_in(health->data(), "version") + ", schema " +
              std::to_string(number_in(health->data(), "schema")) + ", " +
              counted(number_in(health->data(), "projects"), "project") + ", " +
              counted(number_in(health->data(), "sessions"), "session")};
}

Finding check_search(Desk& desk) {
  const auto found = desk.api.get("/api/search?q=baton&limit=1");
  if (!found) return {Finding::Kind::warning, "search", found.error().message};
  return {Finding::Kind::good, "search", "answers"};
}

Finding check_room(const std::string& path) {
  constexpr std::uintmax_t kLittle = 100'000'000;
  std::error_code problem;
  const auto room = fs::space(fs::path(path).parent_path(), problem);
  if (problem) return {Finding::Kind::warning, "disk", "cannot tell how much room is left"};
  const std::string left = size_of(static_cast<std::int64_t>(room.available)) + " free";
  return {room.available < kLittle ? Finding::Kind::warning : Finding::Kind::good, "disk", left};
}

Finding check_git() {
  const auto version =
      machine::run_program({.words = {"git", "--version"}, .unset = {}, .set = {}});
  if (!version || version->exit_code != 0) {
    return {Finding::Kind::warning, "git",
            "not found: projects are known by their folders only, and nothing is told of branches"};
  }
  return {Finding::Kind::good, "git", one_line(version->output)};
}

Finding check_histories(Desk& desk) {
  const auto found = machine::find_histories(desk.environment, {});
  std::int64_t bytes = 0;
  for (const auto& transcript : found) bytes += transcript.size;
  if (found.empty())
    return {Finding::Kind::warning, "histories", "no assistant's history was found"};
  return {Finding::Kind::good, "histories",
          counted(static_cast<std::int64_t>(found.size()), "transcript") + ", " + size_of(bytes) +
              "; `baton import` takes them in"};
}

Finding check_project_file(Desk& desk) {
  const auto file = machine::find_project_file(desk.environment.directory);
  if (!file) return {Finding::Kind::bad, "project", file.error().message};
  if (!*file) return {Finding::Kind::good, "project", "no .baton file here"};
  return {Finding::Kind::good, "project", (*file)->path + " names " + (*file)->uid};
}

/// The worst of an assistant's files.
Finding check_assistant(const machine::SetupAssistant& one) {
  std::size_t whole = 0;
  std::size_t none = 0;
  bool old = false;
  for (const machine::AssistantSettings& file : one.files) {
    const auto there = machine::look_at(file);
    if (!there) return {Finding::Kind::bad, one.name, there.error().message};
    whole += *there == setup::Held::all ? 1 : 0;
    none += *there == setup::Held::none ? 1 : 0;
    old = old || *there == setup::Held::other;
  }
  const std::string mend = ": `baton setup " + one.name + "`";
  if (whole == one.files.size()) return {Finding::Kind::good, one.name, one.title + " is set up"};
  if (none == one.files.size())
    return {Finding::Kind::warning, one.name, one.title + " does not know of Baton" + mend};
  return {Finding::Kind::warning, one.name,
          one.title + (old ? " has an outdated setup" : " is set up in part") + mend};
}

void check_assistants(Desk& desk, std::vector<Finding>& findings) {
  for (const auto& one : machine::setup_assistants(desk.environment, machine::running_program(),
                                                   desk.environment.directory))
    if (one.found && !one.by_name) findings.push_back(check_assistant(one));
}

/// What hooks could not do; the next one took it in, or an import does.
std::vector<Finding> check_hooks(const std::string& database) {
  constexpr std::size_t kShown = 3;
  const auto lines = machine::HookLog(database).last(kShown);
  std::vector<Finding> findings;
  for (const std::string& line : lines) findings.push_back({Finding::Kind::warning, "hooks", line});
  if (lines.empty()) findings.push_back({Finding::Kind::good, "hooks", "none failed"});
  return findings;
}

std::vector<Finding> look(Desk& desk) {
  std::vector<Finding> findings;
  std::optional<Error> missing;
  if (desk.options.remote.empty()) {
    const std::string path = machine::database_path(desk.environment, desk.options.database);
    missing = native::missing_database(path);
    findings.push_back(missing ? check_missing(desk, *missing) : check_database(path));
    findings.push_back(check_room(path));
    for (Finding& finding : check_hooks(path)) findings.push_back(std::move(finding));
  }
  if (!missing) findings.push_back(check_store(desk));
  if (!missing) findings.push_back(check_search(desk));
  findings.push_back(check_git());
  findings.push_back(check_project_file(desk));
  findings.push_back(check_histories(desk));
  check_assistants(desk, findings);
  return findings;
}

void print(Desk& desk, const Finding& finding) {
  const bool good = finding.kind == Finding::Kind::good;
  const bool bad = finding.kind == Finding::Kind::bad;
  const std::string mark = desk.out.styled(good  ? Style::good
                                           : bad ? Style::bad
                                                 : Style::warning,
                                           good  ? "ok  "
                                           : bad ? "BAD "
                                                 : "note");
  const std::string padding(10 - std::min<std::size_t>(finding.subject.size(), 9), ' ');
  desk.out.line(mark + "  " + finding.subject + padding + one_line(finding.text));
}

Json json_of(const std::vector<Finding>& findings) {
  Json array = Json::array();
  for (const Finding& finding : findings) {
    const char* kind = finding.kind == Finding::Kind::good      ? "ok"
                       : finding.kind == Finding::Kind::warning ? "note"
                                                                : "bad";
    array.push_back({{"subject", finding.subject}, {"state", kind}, {"text", finding.text}});
  }
  return array;
}

Result<int> check(Desk& desk) {
  const auto findings = look(desk);
  bool healthy = true;
  for (const Finding& finding : findings) {
    healthy = healthy && finding.kind != Finding::Kind::bad;
    if (!desk.options.json) print(desk, finding);
  }
  printed_as_json(desk, answer_of(json_of(findings)));
  return healthy ? kDone : kCheckSaysNo;
}

}  // namespace

void add_doctor(CommandLine& line) {
  Command& command =
      line.add("doctor", "Tools",
               "check the installation and the database (exit code 1 if something is bad)",
               {"baton doctor", "baton doctor --rebuild            # fold the whole log again",
                "baton doctor --daily              # what a server does every day",
                "baton doctor --restored           # after putting a server's database back",
                "baton doctor --index drop         # before `wrangler d1 export`",
                "baton doctor --secrets            # what of the store today's rules would mask",
                "baton doctor --secrets --purge    # and purge it, for good"});
  const auto rebuilds = std::make_shared<bool>(false);
  const auto daily = std::make_shared<bool>(false);
  const auto restored = std::make_shared<bool>(false);
  const auto index = std::make_shared<std::string>();
  CLI::Option* rebuild = command.app->add_flag("--rebuild", *rebuilds,
                                               "make everything that is shown from the log anew");
  CLI::Option* day = command.app->add_flag(
      "--daily", *daily, "drop what is left over, index waiting texts, cache figures");
  CLI::Option* put_back = command.app->add_flag(
      "--restored", *restored, "the database was put back from a copy: devices offer again");
  CLI::Option* option = command.app->add_option(
      "--index", *index, "drop the search index, or make it again: drop, rebuild");
  line.choices(option, {"drop", "rebuild"});
  rebuild->excludes(day)->excludes(option)->excludes(put_back);
  day->excludes(option)->excludes(put_back);
  put_back->excludes(option);
  const auto secrets = std::make_shared<SecretWords>();
  CLI::Option* look = command.app->add_flag(
      "--secrets", secrets->look, "list stored secrets by rule and place (exit code 1 if any)");
  command.app->add_flag("--purge", secrets->purge, "purge them after asking")->needs(look);
  command.app->add_flag("--yes", secrets->yes, "with --purge: do not ask")->needs(look);
  look->excludes(rebuild)->excludes(day)->excludes(option)->excludes(put_back);
  command.action = [rebuilds, daily, restored, index, secrets](Desk& desk) {
    if (secrets->look) return stored_secrets(desk, *secrets);
    if (*rebuilds) return rebuild_all(desk);
    if (*daily) return do_daily(desk);
    if (*restored) return note_restored(desk);
    return index->empty() ? check(desk) : change_index(desk, *index);
  };
}

}  // namespace baton::cli
