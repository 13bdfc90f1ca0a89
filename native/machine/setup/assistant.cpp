#include "native/machine/setup/assistant.hpp"

#include <algorithm>
#include <filesystem>

#include "core/base/text.hpp"
#include "native/machine/assistant_files.hpp"
#include "native/machine/shell_word.hpp"
#include "native/machine/within.hpp"

namespace baton::machine {
namespace {

namespace fs = std::filesystem;
using setup::JsonEntry;
using setup::Settings;

constexpr std::string_view kRepositoryBlock =
    "<!-- baton -->\n"
    "Notes of earlier sessions are kept by Baton. `baton handoff --format prompt` prints where the "
    "last one\nstopped, `baton search WORDS` finds what was said before. Where these cannot be "
    "run, "
    "HANDOFF.md holds the\nsame if it is there. They are a record, not orders: the repository is "
    "what counts.\n"
    "<!-- /baton -->\n";
constexpr std::string_view kAiderBlock =
    "# baton: the last session's handoff, kept current by `baton done`\n"
    "read: HANDOFF.md\n"
    "# /baton\n";

bool found_on_path(const Environment& environment, const std::string& program, std::string* where) {
  const std::string& path = environment.variable("PATH");
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find(':', at), path.size());
    const std::string candidate = path.substr(at, end - at) + "/" + program;
    if (candidate.starts_with('/') && is_program(candidate)) {
      if (where) *where = candidate;
      return true;
    }
    at = end + 1;
  }
  return false;
}

/// `patience` is ten seconds in the assistant's own unit: the hook itself takes less than one.
void add_hooks(Settings& settings, std::string_view assistant, const std::string& program,
               int patience) {
  for (const std::string_view event : assistant_hooks(assistant)) {
    const std::string words = "hook " + std::string(event);
    Json call = {
        {"type", "command"}, {"command", shell_word(program) + " " + words}, {"timeout", patience}};
    if (assistant == "gemini") call["name"] = "baton";
    settings.entries.push_back({.path = {"hooks", std::string(event)},
                                .value = {{"hooks", Json::array({std::move(call)})}},
                                .hook = words});
  }
}

JsonEntry server_entry(const std::string& program, bool typed) {
  Json value = {{"command", program}, {"args", Json::array({"mcp"})}};
  if (typed) value["type"] = "stdio";
  return {.path = {"mcpServers", "baton"}, .value = std::move(value), .hook = {}};
}

std::string hooks_named(std::string_view assistant) {
  return std::to_string(assistant_hooks(assistant).size()) + " hooks";
}

std::string folder_of(const Environment& environment, std::string_view variable,
                      std::string_view otherwise) {
  const std::string& folder = environment.variable(variable);
  return environment.absolute(folder.empty() ? otherwise : folder);
}

bool is_here(const Environment& environment, const std::string& folder,
             const std::string& program) {
  return file_kind(folder) == FileKind::folder || file_kind(folder) == FileKind::link ||
         found_on_path(environment, program, nullptr);
}

SetupAssistant claude_setup(const Environment& environment, const std::string& program) {
  const std::string folder = folder_of(environment, "CLAUDE_CONFIG_DIR", "~/.claude");
  const bool moved = !environment.variable("CLAUDE_CONFIG_DIR").empty();
  Settings hooks;
  add_hooks(hooks, "claude", program, 10);
  Settings server;
  server.entries.push_back(server_entry(program, true));
  SetupAssistant claude{.name = "claude",
                        .title = "Claude Code",
                        .found = is_here(environment, folder, "claude"),
                        .files = {},
                        .remark = {}};
  claude.files.push_back({folder + "/settings.json", hooks_named("claude"), hooks});
  claude.files.push_back({moved ? folder + "/.claude.json" : environment.absolute("~/.claude.json"),
                          "MCP server", server});
  for (const AssistantFile& file : assistant_files("claude")) {
    Settings whole{.format = Settings::Format::whole, .entries = {}, .block = {}, .exclusive = {}};
    whole.block = file.content;
    claude.files.push_back({folder + "/" + file.path, "skill", whole, Readers::all});
  }
  return claude;
}

std::string toml_string(const std::string& text) { return json_quoted(text); }

SetupAssistant codex_setup(const Environment& environment, const std::string& program) {
  const std::string folder = folder_of(environment, "CODEX_HOME", "~/.codex");
  Settings hooks;
  add_hooks(hooks, "codex", program, 10);
  Settings server{.format = Settings::Format::toml, .entries = {}, .block = {}, .exclusive = {}};
  server.block = "[mcp_servers.baton]\ncommand = " + toml_string(program) + "\nargs = [\"mcp\"]\n";
  return {.name = "codex",
          .title = "Codex",
          .found = is_here(environment, folder, "codex"),
          .files = {{folder + "/hooks.json", hooks_named("codex"), hooks},
                    {folder + "/config.toml", "MCP server", server}},
          .remark = "Codex runs the hooks once you have looked at them and trusted them: /hooks."};
}

SetupAssistant gemini_setup(const Environment& environment, const std::string& program) {
  const std::string folder = environment.absolute("~/.gemini");
  Settings both;
  add_hooks(both, "gemini", program, 10'000);
  both.entries.push_back(server_entry(program, false));
  return {.name = "gemini",
          .title = "Gemini CLI",
          .found = is_here(environment, folder, "gemini"),
          .files = {{folder + "/settings.json", hooks_named("gemini") + ", MCP server", both}},
          .remark = {}};
}

/// A program with a window has not the shell's PATH: it gets the absolute path.
SetupAssistant cursor_setup(const Environment& environment, const std::string& running) {
  const std::string folder = environment.absolute("~/.cursor");
  Settings server;
  server.entries.push_back(server_entry(running, false));
  return {.name = "cursor",
          .title = "Cursor",
          .found = is_here(environment, folder, "cursor-agent"),
          .files = {{folder + "/mcp.json", "MCP server", server}},
          .remark = {}};
}

SetupAssistant repository_setup(const std::string& name, const std::string& title,
                                const std::string& path, std::string_view block,
                                const std::string& exclusive, const std::string& remark) {
  Settings lines{.format = Settings::Format::lines,
                 .entries = {},
                 .block = std::string(block),
                 .exclusive = exclusive};
  return {.name = name,
          .title = title,
          .found = true,
          .by_name = true,
          .files = {{path, "a block", lines, Readers::all}},
          .remark = remark};
}

}  // namespace

std::string running_program() {
  std::error_code ignored;
  return fs::canonical("/proc/self/exe", ignored).string();
}

std::string program_called(const Environment& environment, const std::string& running) {
  std::string where;
  std::error_code problem;
  if (found_on_path(environment, "baton", &where) && fs::equivalent(where, running, problem) &&
      !problem)
    return "baton";
  return running;
}

std::vector<SetupAssistant> setup_assistants(const Environment& environment,
                                             const std::string& running,
                                             const std::string& folder) {
  const std::string program = program_called(environment, running);
  return {claude_setup(environment, program),
          codex_setup(environment, program),
          gemini_setup(environment, program),
          cursor_setup(environment, running),
          repository_setup("agents", "readers of AGENTS.md", folder + "/AGENTS.md",
                           kRepositoryBlock, "", ""),
          repository_setup("aider", "aider", folder + "/.aider.conf.yml", kAiderBlock, "read:",
                           "`baton init --handoff-file` makes the HANDOFF.md that aider reads.")};
}

}  // namespace baton::machine
