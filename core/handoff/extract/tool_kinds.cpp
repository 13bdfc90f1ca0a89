#include "core/handoff/extract/tool_kinds.hpp"

#include <algorithm>
#include <array>

namespace baton {

bool is_shell(std::string_view tool) {
  return tool == "Bash" || tool == "bash" || tool == "shell" || tool == "exec_command" ||
         tool == "run_shell_command" || tool == "local_shell" || tool == "execute_command" ||
         tool == "run_terminal_cmd" || tool == "shell_command";
}

bool is_agent(std::string_view tool) { return tool == "Task" || tool == "Agent"; }

bool is_reader(std::string_view tool) {
  return tool == "Read" || tool == "read_file" || tool == "read_many_files" || tool == "view";
}

bool is_search(std::string_view tool) {
  constexpr auto kTools = std::to_array<std::string_view>(
      {"Grep", "Glob", "grep", "glob", "search_file_content", "grep_search", "file_search",
       "search_files", "codebase_search"});
  return std::find(kTools.begin(), kTools.end(), tool) != kTools.end();
}

}  // namespace baton
