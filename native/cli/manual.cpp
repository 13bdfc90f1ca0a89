#include <algorithm>

#include "core/app.hpp"
#include "native/cli/exit_code.hpp"
#include "native/cli/help_parts.hpp"

namespace baton::cli {
namespace {

/// Text as roff shows it, character by character: what it would take for a request, an escape, a
/// hyphen or a typographic quotation mark stays what it is.
std::string roff(std::string_view text) {
  std::string result = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (const char c : text) {
    switch (c) {
      case '\\':
        result += "\\e";
        break;
      case '-':
        result += "\\-";
        break;
      case '\'':
        result += "\\(aq";
        break;
      case '`':
        result += "\\(ga";
        break;
      case '"':
        result += "\\(dq";
        break;
      case '^':
        result += "\\(ha";
        break;
      case '~':
        result += "\\(ti";
        break;
      default:
        result += c;
    }
  }
  return result;
}

/// A paragraph with a tag in bold, its text set in.
std::string tagged(std::string_view tag, std::string_view text) {
  return ".TP\n\\fB" + roff(tag) + "\\fR\n" + (text.empty() ? "\\&" : roff(text)) + '\n';
}

std::string manual_options(const CommandLine& line, const CLI::App& app) {
  std::string text;
  for (const CLI::Option* option : options_of(app)) {
    text += tagged(label_of(*option), description_of(line, *option));
  }
  return text;
}

std::string manual_command(const CommandLine& line, const Command& command) {
  std::string text = tagged(usage_of(command), command.app->get_description());
  const std::string options = manual_options(line, *command.app);
  if (options.empty() && command.examples.empty()) return text;
  text += ".RS\n" + options;
  if (!command.examples.empty()) text += ".PP\n.EX\n";
  for (const std::string& example : command.examples) text += roff(example) + '\n';
  return text + (command.examples.empty() ? "" : ".EE\n") + ".RE\n";
}

std::string manual_commands(const CommandLine& line) {
  std::string text = ".SH COMMANDS\n";
  for (const std::string& group : groups_of(line)) {
    text += ".SS " + roff(group) + '\n';
    for (const auto& command : line.commands()) {
      if (command->group == group) text += manual_command(line, *command);
    }
  }
  return text;
}

std::string manual_head() {
  std::string text = ".TH BATON 1 \"\" \"baton " + roff(kVersion) +
                     "\" \"User Commands\"\n"
                     ".SH NAME\nbaton \\- every session starts where the last one stopped\n"
                     ".SH SYNOPSIS\n.B baton\n[options] COMMAND …\n"
                     ".SH DESCRIPTION\n"
                     "Baton keeps the conversations with AI assistants, writes a handoff from them "
                     "without any model, remembers across projects, and serves all of it from one "
                     "SQLite file.\n"
                     ".PP\nBegin with\n";
  for (const auto& [command, what] : first_commands()) text += tagged(command, what);
  return text + ".PP\n" + roff(kSessionNames) + '\n';
}

std::string manual_global_options(const CommandLine& line) {
  std::string text = ".SH OPTIONS\nEvery command takes these.\n" + manual_options(line, line.app());
  for (const CLI::Option* option : {line.app().get_help_ptr(), line.app().get_version_ptr()}) {
    text += tagged(label_of(*option), option->get_description());
  }
  return text;
}

std::string manual_environment() {
  return ".SH ENVIRONMENT\n" + tagged("BATON_DB", "the database, unless --db names one") +
         tagged("BATON_PROJECT", "the project, unless --project names one") +
         tagged("BATON_TOKEN", "the token that is shown to the server of --remote") +
         tagged("BATON_ADMIN_TOKEN",
                "a token that may do everything at `baton serve`; at least 16 characters") +
         tagged("XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME",
                "where a person's data, configuration and state lie; else ~/.local/share, "
                "~/.config and ~/.local/state") +
         tagged("CLAUDE_CONFIG_DIR, CODEX_HOME",
                "where Claude Code and Codex keep their settings and histories") +
         tagged("NO_COLOR", "if it is set, nothing is coloured");
}

std::string manual_files() {
  return ".SH FILES\n" + tagged("~/.local/share/baton/baton.db", "the database") +
         tagged(".baton", "in a folder: the uid of its project; may be committed") +
         tagged("~/.config/baton/roles/NAME.md", "a role's prompt, for --role") +
         tagged("~/.local/state/baton/",
                "what `baton setup` put into assistants' settings, and "
                "which commands may be run again without a question");
}

std::string manual_exit_codes() {
  const std::pair<ExitCode, const char*> codes[] = {
      {kDone, "done"},
      {kCheckSaysNo, "a check says no (lint, verify, pre-flight)"},
      {kUsage, "the command line is wrong"},
      {kNotFound, "what was named is not there"},
      {kConflict, "the state of a session, a file or a port does not allow it"},
      {kBadInput, "a file, a value or the database is not what it should be"},
      {kUnreachable, "a remote or a model, a full disk, a database that others hold"},
      {kBug, "a bug; please report it"}};
  std::string text = ".SH EXIT STATUS\n";
  for (const auto& [code, what] : codes) text += tagged(std::to_string(code), what);
  return text;
}

}  // namespace

std::string manual_text(const CommandLine& line) {
  return manual_head() + manual_global_options(line) + manual_commands(line) +
         manual_environment() + manual_files() + manual_exit_codes();
}

}  // namespace baton::cli
