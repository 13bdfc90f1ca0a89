#include "core/handoff/extract/reading.hpp"

#include <algorithm>

#include "core/base/json_members.hpp"
#include "core/base/text.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestRead = 20000;

/// Without line numbers (`  12→`) and what a tool appended in angle brackets.
std::string plain_text(std::string_view output) {
  std::string text;
  for (std::string_view line : lines_of(cut(output, kLongestRead))) {
    if (line.starts_with("<system-reminder>")) break;
    const std::size_t arrow = line.find("→");
    if (arrow != std::string_view::npos && arrow <= 8 &&
        line.substr(0, arrow).find_first_not_of(" 0123456789") == std::string_view::npos)
      line.remove_prefix(arrow + std::string_view("→").size());
    text += line;
    text += '\n';
  }
  return text;
}

/// `name: value, …` of an object's members, in a line.
std::string members_of(std::string_view object, std::size_t most) {
  std::string text;
  for (const char c : object)
    if (c != '{' && c != '}' && c != '"' && c != '\n') text += c;
  return one_line(text, most);
}

std::string digest_of_package(std::string_view path, std::string_view text) {
  const JsonMembers package(text);
  std::string line = "`" + std::string(path) + "`:";
  const auto add = [&](std::string_view label, std::string value) {
    if (!value.empty()) line += (line.ends_with(':') ? " " : "; ") + std::string(label) + value;
  };
  add("", package.text("name", 80) + " " + package.text("version", 30));
  add("scripts ", members_of(package.raw("scripts"), 320));
  add("dependencies ", members_of(package.raw("dependencies"), 420));
  add("devDependencies ", members_of(package.raw("devDependencies"), 160));
  return line;
}

}  // namespace

std::string digest_of_file(std::string_view path, std::string_view output) {
  if (path.empty()) return {};
  const std::string text = plain_text(output);
  const std::string_view name = base_name(path);
  if (name == "package.json") return digest_of_package(path, text);
  const std::string_view body = trimmed(text);
  if (body.empty()) return {};
  if (body.size() <= 900) return "`" + std::string(path) + "`: " + one_line(body, 420);
  if (name.ends_with(".md")) {
    const std::vector<std::string_view> lines = lines_of(body);
    return "`" + std::string(path) + "`: " + one_line(lines.front(), 120);
  }
  return "`" + std::string(path) + "`";
}

bool names_tests(std::string_view path, std::string_view output) {
  const std::string_view name = base_name(path);
  if (name == "Cargo.toml" || name == "go.mod") return true;
  if (name != "package.json" && name != "Makefile" && name != "pyproject.toml") return false;
  const std::string text = plain_text(output);
  if (name == "pyproject.toml") return contains(text, "pytest");
  if (name == "Makefile") return contains('\n' + text, "\ntest:");
  const JsonMembers package(text);
  const std::string script = JsonMembers(package.raw("scripts")).text("test", 400);
  return !script.empty() && !contains(script, "no test specified");
}

std::string digest_of_output(std::string_view command, std::string_view output) {
  const std::string text = without_escapes(cut(output, kLongestRead));
  const std::string_view body = trimmed(text);
  const std::string shown = shown_command(command);
  if (body.empty() || shown.size() > 160) return {};
  const auto lines = std::count(body.begin(), body.end(), '\n') + 1;
  if (lines > 60 || body.size() > 3000) return {};
  if (shown.starts_with("ls -l")) return {};
  return "`" + shown + "` → " + one_line(body, shown.starts_with("find ") ? 200 : 300);
}

}  // namespace baton
