#include <algorithm>
#include <filesystem>

#include "core/base/text.hpp"
#include "native/cli/commands/commands.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/text_width.hpp"
#include "native/machine/git.hpp"
#include "native/machine/setup/apply.hpp"

namespace baton::cli {
namespace {

using machine::Changes;
using machine::SetupAssistant;
using machine::SetupOutcome;

struct SetupWords {
  std::vector<std::string> names;
  bool dry = false;
  bool remove = false;
};

std::string setup_folder(const Desk& desk) {
  const auto repository = machine::repository_of(desk.environment.directory);
  return repository ? repository->top : desk.environment.directory;
}

std::string names_of(const std::vector<SetupAssistant>& all) {
  std::string names;
  for (const SetupAssistant& one : all) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

Result<bool> check_names(const std::vector<SetupAssistant>& all, const SetupWords& words) {
  for (const std::string& name : words.names)
    if (std::ranges::find(all, name, &SetupAssistant::name) == all.end())
      return fail(Fault::invalid, "usage",
                  "setup knows " + names_of(all) + ", not " + one_line(name) + ".");
  return true;
}

bool has_record(const SetupAssistant& one, const machine::SetupRecord& record) {
  return std::ranges::any_of(one.files,
                             [&](const auto& file) { return record.find(file.path) != nullptr; });
}

/// Those that are named; without names those that are here, and to remove those that were set up.
std::vector<SetupAssistant> chosen(const std::vector<SetupAssistant>& all, const SetupWords& words,
                                   const machine::SetupRecord& record) {
  std::vector<SetupAssistant> result;
  std::ranges::copy_if(all, std::back_inserter(result), [&](const SetupAssistant& one) {
    if (!words.names.empty()) return std::ranges::find(words.names, one.name) != words.names.end();
    return words.remove && record.there() ? has_record(one, record) : one.found && !one.by_name;
  });
  return result;
}

std::string_view state_of(SetupOutcome::Kind kind, bool dry) {
  switch (kind) {
    case SetupOutcome::Kind::added:
      return dry ? "would add" : "added";
    case SetupOutcome::Kind::updated:
      return dry ? "would update" : "updated";
    case SetupOutcome::Kind::removed:
      return dry ? "would remove" : "removed";
    case SetupOutcome::Kind::unchanged:
      return "unchanged";
    case SetupOutcome::Kind::foreign:
      return "left";
    case SetupOutcome::Kind::refused:
      return "refused";
  }
  return "";
}

std::string home_path(const Desk& desk, const std::string& path) {
  const std::string home = desk.environment.home() + "/";
  return path.starts_with(home) && home != "//" ? "~/" + path.substr(home.size()) : path;
}

/// What would be put in, as lines.
void print_pieces(Desk& desk, const SetupOutcome& outcome) {
  for (const std::string& piece : outcome.pieces)
    for (const std::string_view line : lines_of(piece))
      if (!trimmed(line).empty()) desk.out.line("    + " + shown(line));
}

void print_outcome(Desk& desk, const machine::AssistantSettings& file, const SetupOutcome& outcome,
                   bool dry) {
  const std::string state(state_of(outcome.kind, dry));
  const std::string padding(14 - std::min<std::size_t>(state.size(), 13), ' ');
  const bool told = !outcome.text.empty();
  desk.out.line("  " + state + padding + one_line(home_path(desk, file.path)) + "  " +
                one_line(told ? outcome.text : file.what));
  if (dry) print_pieces(desk, outcome);
}

/// What is taken back goes the other way, so that folders are empty when their turn comes.
std::vector<machine::AssistantSettings> in_order(const SetupAssistant& one, bool remove) {
  auto files = one.files;
  if (remove) std::ranges::reverse(files);
  return files;
}

/// Whether nothing was refused.
bool set_up(Desk& desk, const SetupAssistant& one, const SetupWords& words,
            machine::SetupRecord& record, Json& told) {
  bool good = true;
  bool changed = false;
  const Changes changes = words.dry ? Changes::only_told : Changes::made;
  if (!desk.options.json) desk.out.line(desk.out.styled(Style::bold, one.title));
  for (const machine::AssistantSettings& file : in_order(one, words.remove)) {
    const SetupOutcome outcome = words.remove ? machine::remove_setup(file, record, changes)
                                              : machine::add_setup(file, record, changes);
    good = good && outcome.kind != SetupOutcome::Kind::refused;
    changed = changed || outcome.kind == SetupOutcome::Kind::added;
    if (!desk.options.json) print_outcome(desk, file, outcome, words.dry);
    told.push_back({{"assistant", one.name},
                    {"path", file.path},
                    {"what", file.what},
                    {"state", state_of(outcome.kind, words.dry)},
                    {"text", outcome.text}});
  }
  if (changed && !one.remark.empty()) remark(desk, one.remark);
  return good;
}

/// Files of repositories that setup changed and that lie elsewhere.
void add_elsewhere(Desk& desk, const machine::SetupRecord& record,
                   std::vector<SetupAssistant>& assistants) {
  for (const std::string& path : record.paths()) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    for (SetupAssistant& one : machine::setup_assistants(desk.environment, "baton", folder)) {
      const bool known = std::ranges::any_of(assistants, [&](const SetupAssistant& other) {
        return other.name == one.name && other.files[0].path == one.files[0].path;
      });
      if (one.by_name && one.files[0].path == path && !known) assistants.push_back(std::move(one));
    }
  }
}

Result<int> setup_command(Desk& desk, const SetupWords& words) {
  const auto all =
      machine::setup_assistants(desk.environment, machine::running_program(), setup_folder(desk));
  TRY(const bool known, check_names(all, words));
  static_cast<void>(known);
  TRY(machine::SetupRecord record, machine::SetupRecord::load(desk.environment));
  auto assistants = chosen(all, words, record);
  if (words.remove && words.names.empty()) add_elsewhere(desk, record, assistants);
  if (assistants.empty() && !words.remove)
    return fail(Fault::not_found, "no_assistant",
                "No assistant was found on this machine; name one: " + names_of(all) + ".");
  bool good = true;
  Json told = Json::array();
  for (const SetupAssistant& one : assistants)
    good = set_up(desk, one, words, record, told) && good;
  if (words.remove && !words.dry) {
    TRY(const bool saved, record.save());
    static_cast<void>(saved);
  }
  if (told.empty()) remark(desk, "Nothing was set up.");
  printed_as_json(desk, answer_of(std::move(told)));
  return good ? kDone : kCheckSaysNo;
}

}  // namespace

void add_setup(CommandLine& line) {
  Command& command = line.add(
      "setup", "Assistants",
      "tells the assistants of this machine of Baton: hooks, MCP server, skills; what else is in "
      "their settings stays as it is",
      {"baton setup                    # those that are found", "baton setup --dry-run",
       "baton setup claude             # one of them",
       "baton setup agents             # a block in this repository's AGENTS.md",
       "baton setup --remove           # takes it all back"});
  const auto words = std::make_shared<SetupWords>();
  CLI::App& app = *command.app;
  line.suggestions(app.add_option("ASSISTANT", words->names,
                                  "claude, codex, gemini, cursor; agents and aider: a file of this "
                                  "repository"),
                   {"claude", "codex", "gemini", "cursor", "agents", "aider"});
  app.add_flag("--dry-run", words->dry, "only show what would be changed");
  app.add_flag("--remove", words->remove, "restore what was there");
  command.action = [words](Desk& desk) { return setup_command(desk, *words); };
}

}  // namespace baton::cli
