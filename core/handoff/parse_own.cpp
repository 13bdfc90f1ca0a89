#include "core/handoff/parse_own.hpp"

#include <charconv>
#include <limits>

#include "core/base/json_members.hpp"
#include "core/base/text.hpp"
#include "core/handoff/entries.hpp"
#include "core/handoff/item_line.hpp"
#include "core/handoff/sections.hpp"

namespace baton {
namespace {

using Lines = std::vector<std::string_view>;

Lines without_blank_ends(Lines lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  std::size_t first = 0;
  while (first < lines.size() && lines[first].empty()) ++first;
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(first));
  return lines;
}

std::string field_text(std::string_view value) {
  value = trimmed(value);
  if (value.size() >= 2 && value.starts_with('"'))
    return unquoted(value, std::numeric_limits<std::size_t>::max() / 2);
  return std::string(value);
}

bool read_field(std::string_view line, Handoff& handoff) {
  if (!line.starts_with("**")) return false;
  const std::size_t colon = line.find(":** ");
  if (colon == std::string_view::npos) return false;
  const std::string_view name = line.substr(2, colon - 2);
  const std::string value = field_text(line.substr(colon + 4));
  if (name == "Project") {
    handoff.project = value;
  } else if (name == "Session") {
    std::from_chars(value.data(), value.data() + value.size(), handoff.session_number);
  } else if (name == "Date") {
    handoff.date = value;
  } else if (name == "Branch") {
    handoff.branch = value;
  } else if (name == "Commit") {
    handoff.commit = value;
  } else {
    return false;
  }
  return true;
}

/// The title, the first screen (it repeats what the sections say) and the fields.
void read_header(const Lines& lines, Handoff& handoff) {
  Lines strange;
  std::size_t at = 0;
  while (at < lines.size()) {
    const std::string_view line = lines[at++];
    if (line.starts_with("# Handoff") || read_field(line, handoff)) continue;
    if (line == "```text") {
      while (at < lines.size() && lines[at++] != "```") continue;
    } else if (!trimmed(line).empty() || !strange.empty()) {
      strange.push_back(line);
    }
  }
  strange = without_blank_ends(std::move(strange));
  if (!strange.empty()) handoff.other.push_back({"", joined_lines(strange)});
}

std::string unquoted_text(const Lines& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (i) text += '\n';
    line.remove_prefix(line.starts_with("> ") ? 2 : line == ">" ? 1 : 0);
    text += line;
  }
  return text;
}

void read_commands(const Lines& lines, std::vector<HandoffCommand>& commands) {
  for (const std::string& entry : entries_of(lines)) commands.push_back(parse_command(entry));
}

bool read_items(std::string_view heading, const Lines& lines, Handoff& handoff) {
  const auto take = [&](const auto& sections) {
    for (const ItemSection& section : sections)
      if (section.heading == heading) {
        for (const std::string& entry : entries_of(lines))
          (handoff.*section.items).push_back(parse_item(entry));
        return true;
      }
    return false;
  };
  return take(kItemSections) || take(kLaterSections);
}

bool read_paths(std::string_view heading, const Lines& lines, Handoff& handoff) {
  for (const PathSection& section : kPathSections)
    if (section.heading == heading) {
      for (const std::string& entry : entries_of(lines))
        (handoff.*section.paths).push_back(parse_word(entry));
      return true;
    }
  return false;
}

bool read_single(std::string_view heading, const Lines& lines, Handoff& handoff) {
  for (const TextSection& section : kTextSections)
    if (heading == section.heading) {
      std::string& text = handoff.*section.text;
      text += (text.empty() ? "" : "\n") + unquoted_text(lines);
      return true;
    }
  std::vector<HandoffCommand> tests;
  if (heading == kTestHeading) read_commands(lines, tests);
  if (tests.size() == 1 && handoff.last_test == HandoffCommand{}) {
    handoff.last_test = tests.front();
    return true;
  }
  std::vector<std::string> entries;
  if (heading == kGoalHeading) entries = entries_of(lines);
  if (entries.size() == 1 && handoff.goal == HandoffItem{}) {
    handoff.goal = parse_item(entries.front());
    return true;
  }
  return false;
}

void read_section(std::string_view heading, Lines lines, Handoff& handoff) {
  const std::string_view name = heading.substr(3);
  lines = without_blank_ends(std::move(lines));
  if (read_single(name, lines, handoff) || read_items(name, lines, handoff) ||
      read_paths(name, lines, handoff))
    return;
  if (name == kCommandsHeading) {
    read_commands(lines, handoff.commands);
  } else if (name == kPreflightHeading) {
    read_commands(lines, handoff.preflight);
  } else {
    handoff.other.push_back({std::string(heading), joined_lines(lines)});
  }
}

bool is_mark(std::string_view line) { return line.starts_with("<!-- baton:"); }

std::string_view without_slash(std::string_view line) {
  const std::size_t slashes = std::min(line.find_first_not_of('\\'), line.size());
  return slashes && is_mark(line.substr(slashes)) ? line.substr(1) : line;
}

/// A part kept verbatim, from its mark at `at` to before the next; every part ends in a blank line
/// that is not its own.
std::size_t read_other(const Lines& lines, std::size_t at, Handoff& handoff) {
  HandoffSection section;
  const std::string_view mark = lines[at++];
  if (mark == kHeadedMark && at < lines.size())
    section.heading = lines[at++];
  else if (mark.starts_with(kOddHeadingMark) && mark.ends_with(" -->") && mark != kHeadedMark)
    section.heading =
        field_text(mark.substr(kOddHeadingMark.size(), mark.size() - kOddHeadingMark.size() - 4));
  const std::size_t first = at;
  while (at < lines.size() && !is_mark(lines[at])) ++at;
  std::size_t end = at;
  if (end > first && lines[end - 1].empty()) --end;
  for (std::size_t i = first; i < end; ++i) {
    if (i > first) section.body += '\n';
    section.body += without_slash(lines[i]);
  }
  handoff.other.push_back(std::move(section));
  return at;
}

}  // namespace

Handoff parse_own(std::string_view document) {
  const Lines lines = raw_lines(document);
  Handoff handoff;
  std::size_t at = 1;
  std::string_view heading;
  Lines section;
  const auto close = [&] {
    if (heading.empty())
      read_header(section, handoff);
    else
      read_section(heading, std::move(section), handoff);
    section.clear();
  };
  for (; at < lines.size() && !is_mark(lines[at]); ++at) {
    if (lines[at].starts_with("## ")) {
      close();
      heading = lines[at];
    } else {
      section.push_back(lines[at]);
    }
  }
  close();
  while (at < lines.size()) at = read_other(lines, at, handoff);
  return handoff;
}

}  // namespace baton
