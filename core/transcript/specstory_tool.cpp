#include "core/transcript/specstory_tool.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/transcript/words.hpp"

namespace baton {
namespace {

bool is_shell(std::string_view name, std::string_view type) {
  return type == "shell" ||
         is_any(name, {"Bash", "bash", "shell", "exec_command", "run_terminal_cmd",
                       "run_terminal_command_v2", "run_shell_command", "local_shell_call",
                       "shell_command", "run_in_terminal"});
}

bool is_shell_language(std::string_view info) {
  return is_any(trimmed(info), {"bash", "sh", "shell", "zsh", "powershell", "console", "cmd"});
}

/// The parts of a body: what stands before the first fence, and the fenced texts. Output may hold
/// fences of its own, so the last one is taken to end where the last bare fence of the body is.
struct Parts {
  struct Fenced {
    std::string_view info, text;
  };
  std::string_view head;
  std::vector<Fenced> fenced;
};

bool opens_fence(std::string_view line) { return line.starts_with("```"); }
bool closes_fence(std::string_view line) { return trimmed(line) == "```"; }

/// Cuts the first line off `text`; without its line end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// The offset in `text` of the first or last line that only closes a fence, or npos.
std::size_t closing_fence(std::string_view text, bool last) {
  std::size_t found = std::string_view::npos;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t at = text.size() - rest.size();
    if (!closes_fence(take_line(rest))) continue;
    found = at;
    if (!last) break;
  }
  return found;
}

Parts parts_of(std::string_view body) {
  Parts parts;
  std::string_view rest = body;
  while (!rest.empty()) {
    const std::size_t at = body.size() - rest.size();
    const std::string_view line = take_line(rest);
    if (!opens_fence(line)) continue;
    if (parts.fenced.empty()) parts.head = body.substr(0, at);
    const std::string_view info = line.substr(3);
    const bool command = parts.fenced.empty() && is_shell_language(info);
    const std::size_t end = std::min(closing_fence(rest, !command), rest.size());
    parts.fenced.push_back({trimmed(info), rest.substr(0, end)});
    rest.remove_prefix(end);
    take_line(rest);
    if (!command) return parts;
  }
  if (parts.fenced.empty()) parts.head = body;
  return parts;
}

/// The text between the first pair of backticks from `at`, and the word before it.
struct Span {
  std::string_view label, text;
  std::size_t end = std::string_view::npos;
};

Span next_span(std::string_view text, std::size_t at) {
  const std::size_t open = text.find('`', at);
  if (open == std::string_view::npos) return {};
  const std::size_t close = text.find('`', open + 1);
  if (close == std::string_view::npos) return {};
  std::string_view before = trimmed(text.substr(at, open - at));
  before.remove_prefix(before.find_last_of(" \n\t") + 1);
  return {before, text.substr(open + 1, close - open - 1), close + 1};
}

/// A command may hold backticks itself: it reaches to the last one of the head.
std::string_view command_in(std::string_view head) {
  const std::size_t open = head.find('`');
  const std::size_t close = head.rfind('`');
  if (open == std::string_view::npos || close == open) return {};
  return head.substr(open + 1, close - open - 1);
}

/// The name after "Edit file: ", "Read file: ", … or ""
std::string_view named_file(std::string_view head) {
  constexpr auto kPhrases =
      std::to_array<std::string_view>({"Edit file: ", "Read file: ", "Write file: ",
                                       "Create file: ", "Delete file: ", "Edit notebook: "});
  for (std::string_view phrase : kPhrases) {
    const std::size_t at = head.find(phrase);
    if (at == std::string_view::npos) continue;
    std::string_view rest = head.substr(at + phrase.size());
    return trimmed(rest.substr(0, rest.find_first_of("<\n")));
  }
  return {};
}

/// The file that an edit's answer names.
std::string_view answered_file(std::string_view output) {
  for (std::string_view phrase :
       {std::string_view("File created successfully at: "), std::string_view("The file ")}) {
    if (!output.starts_with(phrase)) continue;
    const std::string_view rest = output.substr(phrase.size());
    return rest.substr(0, rest.find_first_of(" \n"));
  }
  return {};
}

std::string_view prose_before(std::string_view head, char mark) {
  return trimmed(head.substr(0, std::min(head.find(mark), head.size())));
}

/// The first line of `head` that says something, without its tags.
std::string words_of(std::string_view head) {
  for (std::string_view line : lines_of(head)) {
    std::string words;
    bool tag = false;
    for (char c : line) {
      if (c == '<') tag = true;
      if (!tag) words += c;
      if (c == '>') tag = false;
    }
    if (!trimmed(words).empty()) return std::string(trimmed(words));
  }
  return {};
}

Json shell_input(const Parts& parts) {
  Json input = Json::object();
  std::string_view command = command_in(parts.head);
  if (command.empty() && !parts.fenced.empty() && is_shell_language(parts.fenced[0].info))
    command = trimmed(parts.fenced[0].text);
  if (!command.empty()) input["command"] = command;
  const std::string_view description = prose_before(parts.head, '`');
  if (!description.empty() && description.find('<') == std::string_view::npos)
    input["description"] = description;
  return input;
}

Json other_input(std::string_view type, const Parts& parts, std::string_view output) {
  Json input = Json::object();
  for (Span span = next_span(parts.head, 0); span.end != std::string_view::npos;
       span = next_span(parts.head, span.end)) {
    const bool named = is_any(span.label, {"path", "pattern", "query", "url", "glob", "prompt"});
    const std::string_view name = named ? span.label : type == "search" ? "pattern" : "file_path";
    if (!input.contains(name)) input[std::string(name)] = span.text;
  }
  if (input.contains("file_path")) return input;
  std::string_view file = named_file(parts.head);
  if (file.empty()) file = answered_file(output);
  if (!file.empty()) input["file_path"] = file;
  if (const std::string told = words_of(parts.head); input.empty() && !told.empty())
    input["description"] = told;
  return input;
}

/// Whether a tool's output says at its start that it failed.
bool says_failed(std::string_view output) {
  if (output.starts_with("Error:") || output.starts_with("<tool_use_error>")) return true;
  const std::string_view start = output.substr(0, 400);
  for (std::string_view phrase :
       {std::string_view("Exit code "), std::string_view("exited with code ")}) {
    const std::size_t at = start.find(phrase);
    if (at == std::string_view::npos) continue;
    int code = 0;
    std::from_chars(start.data() + at + phrase.size(), start.data() + start.size(), code);
    return code != 0;
  }
  return false;
}

}  // namespace

SpecstoryTool read_specstory_tool(std::string_view name, std::string_view type,
                                  std::string_view body) {
  const Parts parts = parts_of(body);
  SpecstoryTool tool;
  const bool shell = is_shell(name, type);
  const bool first_is_command =
      shell && !parts.fenced.empty() && is_shell_language(parts.fenced[0].info);
  if (parts.fenced.size() > (first_is_command ? 1U : 0U)) tool.output = parts.fenced.back().text;
  if (tool.output.ends_with('\n')) tool.output.remove_suffix(1);
  tool.input = to_text(shell ? shell_input(parts) : other_input(type, parts, tool.output));
  tool.failed = says_failed(tool.output);
  return tool;
}

}  // namespace baton
