#include "core/transcript/tool_output.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/json_members.hpp"
#include "core/base/json_scan.hpp"
#include "core/base/text.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostHead = 1000;

constexpr std::array kRefusals = std::to_array<std::string_view>(
    {"apply_patch verification failed", "apply_patch handler received", "failed to parse function",
     "execution error", "exec command rejected", "patch rejected", "rejected by user",
     "aborted by user", "unsupported call", "unsupported custom tool call", "failed in sandbox",
     "exec_command failed", "write_stdin failed", "tool call error", "collab tool failed"});

ToolOutput with_code(std::string text, std::int64_t code) {
  if (code == 0) return {std::move(text), false};
  return {"Exit code " + std::to_string(code) + '\n' + text, true};
}

/// The number that stands behind `label`, at the start of one of the lines of `head`.
std::optional<std::int64_t> number_after(std::string_view head, std::string_view label) {
  for (std::string_view line : lines_of(head))
    if (line.starts_with(label)) return whole_number(trimmed(line.substr(label.size())));
  return std::nullopt;
}

/// `{"output":"…","metadata":{"exit_code":0}}`
std::optional<ToolOutput> from_object(std::string_view text) {
  const JsonMembers members(text);
  if (!members.valid() || !members.raw("output").starts_with('"')) return std::nullopt;
  const JsonMembers metadata(members.raw("metadata"));
  return with_code(unquoted(members.raw("output"), text.size()), metadata.integer("exit_code", 0));
}

/// The lines before `Output:`, "" where the text has no such head.
std::string_view head_of(std::string_view text) {
  if (!text.starts_with("Exit code: ") && !text.starts_with("Chunk ID: ") &&
      !text.starts_with("Wall time: "))
    return {};
  const std::size_t end = text.substr(0, kMostHead).find("\nOutput:");
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

bool is_refusal(std::string_view text) {
  return std::any_of(kRefusals.begin(), kRefusals.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

/// What follows `label` at the start of a line, up to the next of the frame's labels.
std::string_view framed(std::string_view text, std::string_view label) {
  const std::size_t at = text.find('\n' + std::string(label));
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + 1 + label.size());
  std::size_t end = text.size();
  for (std::string_view next : {"\nStderr: ", "\nError: ", "\nExit Code: ", "\nSignal: "})
    end = std::min(end, text.find(next));
  text = trimmed(text.substr(0, end));
  return text == "(empty)" || text == "(none)" ? std::string_view() : text;
}

}  // namespace

ToolOutput codex_output(std::string text) {
  if (text.starts_with('{'))
    if (auto output = from_object(text)) return std::move(*output);
  const std::string_view head = head_of(text);
  if (head.empty()) return {text, is_refusal(text)};
  const auto said = number_after(head, "Exit code:");
  const auto code = said ? said : number_after(head, "Process exited with code");
  std::string_view rest = std::string_view(text).substr(head.size() + 7);
  if (rest.starts_with('\n')) rest.remove_prefix(1);
  return with_code(std::string(rest), code.value_or(0));
}

ToolOutput gemini_shell_output(std::string text) {
  const bool one = contains(text, "\nOutput: ");
  if ((!one && !contains(text, "\nStdout: ")) || !contains(text, "\nExit Code: "))
    return {std::move(text), false};
  std::string output(framed(text, one ? "Output: " : "Stdout: "));
  for (std::string_view label : {"Stderr: ", "Error: "}) {
    const std::string_view more = framed(text, label);
    if (!more.empty()) output += (output.empty() ? "" : "\n") + std::string(more);
  }
  const std::string_view tail = std::string_view(text).substr(text.rfind("\nExit Code: "));
  return with_code(std::move(output), number_after(tail, "Exit Code:").value_or(0));
}

}  // namespace baton
