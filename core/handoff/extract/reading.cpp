#include "core/handoff/extract/reading.hpp"

#include <algorithm>

#include "core/base/json_members.hpp"
#include "core/base/text.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/extract/units.hpp"
#include "core/handoff/extract/words.hpp"
#include "core/handoff/list_items.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestRead = 20000;

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

/// "Messages (https://…); Types (https://…)" of the first links that a search found.
std::string links_in(std::string_view output) {
  constexpr std::string_view kMark = "Links: ";
  constexpr std::size_t kMostLinks = 3;
  const std::size_t at = output.find("Links: [");
  if (at == std::string_view::npos) return {};
  std::string_view list = output.substr(at + kMark.size());
  list = list.substr(0, list.find('\n'));
  std::string links;
  for (const std::string_view element : json_elements(list, kMostLinks)) {
    const JsonMembers link(element);
    const std::string title = one_line(link.text("title", 300), 70);
    const std::string address = link.text("url", 200);
    if (!address.empty()) links += (links.empty() ? "" : "; ") + title + " (" + address + ")";
  }
  return links;
}

/// The first sentences of an answer that state something: not what announces them.
std::string first_statements(std::string_view output) {
  constexpr std::string_view kLeading[] = {"search results", "here's what", "i found", "based on",
                                           "i discovered"};
  constexpr std::size_t kMost = 2;
  std::string statements;
  std::size_t taken = 0;
  for (std::string_view line : lines_of(output)) {
    line = trimmed(line);
    if (line.starts_with('#') || line.starts_with("Links: ") || line.starts_with("Web search"))
      continue;
    for (std::string_view sentence : sentences_of(line)) {
      sentence.remove_prefix(list_mark(sentence));
      if (sentence.ends_with(':') || count_words(sentence) < 5) continue;
      if (has_cue(lowered(cut(sentence, 80)), kLeading)) continue;
      statements += (statements.empty() ? "" : " ") + plain_line(sentence, 220);
      if (++taken == kMost) return statements;
    }
  }
  return statements;
}

}  // namespace

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

std::string digest_of_web(std::string_view tool, std::string_view subject,
                          std::string_view output) {
  const bool search = tool == "WebSearch" || tool == "web_search";
  if (!search && tool != "WebFetch" && tool != "web_fetch") return {};
  output = cut(output, kLongestRead);
  const std::string links = search ? links_in(output) : std::string();
  const std::string answer = first_statements(output);
  if (subject.empty() || (links.empty() && answer.empty())) return {};
  std::string line = search ? "Searched the web for “" + one_line(subject, 100) + "”: "
                            : "Fetched " + one_line(subject, 160) + ": ";
  line += answer;
  if (!links.empty()) line += (answer.empty() ? "Links: " : " Links: ") + links;
  return line;
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
