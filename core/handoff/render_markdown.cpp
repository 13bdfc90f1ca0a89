#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/handoff/entries.hpp"
#include "core/handoff/first_screen.hpp"
#include "core/handoff/handoff.hpp"
#include "core/handoff/item_line.hpp"
#include "core/handoff/one_line.hpp"
#include "core/handoff/sections.hpp"

namespace baton {
namespace {

/// A header line's value: itself, or as a JSON string where it would not read back.
std::string field_value(std::string_view value) {
  const bool plain = value.find('\n') == std::string_view::npos && !value.starts_with('"') &&
                     trimmed(value) == value;
  return plain ? std::string(value) : json_quoted(value);
}

void add_field(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out += "**" + std::string(name) + ":** " + field_value(value) + "  \n";
}

void add_heading(std::string& out, std::string_view heading) {
  out += "\n## " + std::string(heading) + "\n\n";
}

void add_header(std::string& out, const Handoff& handoff) {
  out += std::string(kDocumentMark) + "\n# Handoff";
  if (!handoff.project.empty()) out += ": " + one_line(handoff.project, 120);
  if (handoff.session_number) out += ", session " + std::to_string(handoff.session_number);
  out += "\n\n";
  if (const std::string screen = render_screen(handoff); !screen.empty())
    out += "```text\n" + screen + "```\n\n";
  add_field(out, "Project", handoff.project);
  if (handoff.session_number) add_field(out, "Session", std::to_string(handoff.session_number));
  add_field(out, "Date", handoff.date);
  add_field(out, "Branch", handoff.branch);
  add_field(out, "Commit", handoff.commit);
}

void add_text(std::string& out, const TextSection& section, const Handoff& handoff) {
  const std::string& text = handoff.*section.text;
  if (text.empty()) return;
  add_heading(out, section.heading);
  for (std::string_view line : raw_lines(text))
    out += line.empty() ? ">\n" : "> " + std::string(line) + '\n';
}

void add_items(std::string& out, const ItemSection& section, const Handoff& handoff) {
  const std::vector<HandoffItem>& items = handoff.*section.items;
  if (items.empty()) return;
  add_heading(out, section.heading);
  int number = 0;
  for (const HandoffItem& item : items)
    out += render_item(item, section.numbered ? std::to_string(++number) + ". " : "- ") + '\n';
}

void add_paths(std::string& out, const PathSection& section, const Handoff& handoff) {
  const std::vector<std::string>& paths = handoff.*section.paths;
  if (paths.empty()) return;
  add_heading(out, section.heading);
  for (const std::string& path : paths) out += render_word(path) + '\n';
}

void add_commands(std::string& out, std::string_view heading,
                  const std::vector<HandoffCommand>& commands) {
  if (commands.empty()) return;
  add_heading(out, heading);
  for (const HandoffCommand& command : commands) out += render_command(command) + '\n';
}

/// A line that reads like one of our marks gets a backslash, and one that has backslashes before a
/// mark one more.
void add_verbatim(std::string& out, std::string_view body) {
  for (std::string_view line : raw_lines(body)) {
    const std::size_t slashes = std::min(line.find_first_not_of('\\'), line.size());
    if (line.substr(slashes).starts_with("<!-- baton:")) out += '\\';
    out += line;
    out += '\n';
  }
}

void add_other(std::string& out, const HandoffSection& section) {
  out += '\n';
  if (section.heading.empty()) {
    out += std::string(kUnheadedMark) + '\n';
  } else if (section.heading.find('\n') != std::string::npos) {
    out += std::string(kOddHeadingMark) + json_quoted(section.heading) + " -->\n";
  } else {
    out += std::string(kHeadedMark) + '\n' + section.heading + '\n';
  }
  add_verbatim(out, section.body);
}

}  // namespace

std::string render_markdown(const Handoff& handoff) {
  std::string out;
  add_header(out, handoff);
  if (handoff.goal != HandoffItem{}) {
    add_heading(out, kGoalHeading);
    out += render_item(handoff.goal, "- ") + '\n';
  }
  for (const ItemSection& section : kItemSections) add_items(out, section, handoff);
  add_commands(out, kPreflightHeading, handoff.preflight);
  if (handoff.last_test != HandoffCommand{}) add_commands(out, kTestHeading, {handoff.last_test});
  for (const PathSection& section : kPathSections) add_paths(out, section, handoff);
  add_commands(out, kCommandsHeading, handoff.commands);
  for (const ItemSection& section : kLaterSections) add_items(out, section, handoff);
  for (const TextSection& section : kTextSections) add_text(out, section, handoff);
  for (const HandoffSection& section : handoff.other) add_other(out, section);
  return out;
}

}  // namespace baton
