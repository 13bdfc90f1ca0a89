#include "core/handoff/foreign_fields.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/text.hpp"
#include "core/handoff/entries.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostLabelBytes = 30;
constexpr std::size_t kLongestTime = 24;

struct FieldLabel {
  std::string_view words;
  std::string_view name;
};

constexpr auto kLabels = std::to_array<FieldLabel>({
    {"done", "done"},
    {"what s done", "done"},
    {"what is done", "done"},
    {"completed", "done"},
    {"remaining", "remains"},
    {"remains", "remains"},
    {"what s remaining", "remains"},
    {"what remains", "remains"},
    {"what s left", "remains"},
    {"left", "remains"},
    {"still to do", "remains"},
    {"missing", "remains"},
    {"next", "remains"},
    {"location", "where"},
    {"where", "where"},
    {"time", "time"},
    {"estimate", "time"},
    {"estimated time", "time"},
    {"effort", "time"},
    {"duration", "time"},
    {"file", "file"},
    {"files", "file"},
    {"reference", "reference"},
    {"ref", "reference"},
    {"references", "reference"},
    {"test", "test"},
    {"tests", "test"},
    {"pattern", "pattern"},
    {"port", "port"},
    {"address", "address"},
    {"url", "address"},
    {"endpoint", "address"},
    {"start", "start"},
    {"start with", "start"},
    {"how to start", "start"},
});

std::size_t indent_width(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

std::string_view without_code_marks(std::string_view value) {
  const bool code =
      value.size() > 2 && value.starts_with('`') && value.find('`', 1) + 1 == value.size();
  return code ? value.substr(1, value.size() - 2) : value;
}

/// "- **Location:** a.cpp" as its label and value.
std::optional<HandoffField> labelled(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with("- ") && !line.starts_with("* ")) return std::nullopt;
  line = trimmed(line.substr(2));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > kMostLabelBytes) return std::nullopt;
  const std::string_view name = field_for(line.substr(0, colon));
  if (name.empty()) return std::nullopt;
  std::string_view value = line.substr(colon + 1);
  if (line.starts_with("**") && value.starts_with("**")) value.remove_prefix(2);
  return HandoffField{std::string(name), std::string(without_code_marks(trimmed(value)))};
}

/// The number before a `%` in `text`, "" if there is none or it is more than 100.
std::string_view percent_in(std::string_view text) {
  const std::size_t mark = text.find('%');
  if (mark == std::string_view::npos) return {};
  std::size_t first = mark;
  while (first > 0 && text[first - 1] >= '0' && text[first - 1] <= '9') --first;
  const std::string_view number = text.substr(first, mark - first);
  return number.size() <= 2 || number == "100" ? number : std::string_view();
}

/// "- Status: 60% complete", which says nothing else.
bool only_percent(std::string_view line) {
  const std::string number(percent_in(line));
  if (number.empty() || line.size() > 60) return false;
  const std::string words = heading_words(line);
  const auto says = [&](std::string_view label, std::string_view tail) {
    return words == std::string(label) + number + std::string(tail);
  };
  for (const std::string_view label : {"status ", "progress ", "complete ", ""})
    for (const std::string_view tail : {" complete", " completed", " done", ""})
      if (says(label, tail)) return true;
  return false;
}

void add_percent(HandoffItem& item) {
  if (!field_of(item, "percent").empty()) return;
  for (std::string_view line : raw_lines(item.text)) {
    const std::string_view number = percent_in(line);
    const std::string_view rest = number.empty() ? line : line.substr(line.find('%') + 1);
    if (number.empty()) continue;
    if (rest.starts_with(" complete") || rest.starts_with(" done") || rest.starts_with(")") ||
        heading_words(line).starts_with("status ")) {
      item.fields.insert(item.fields.begin(), {"percent", std::string(number)});
      return;
    }
  }
}

/// Lines that are labelled become fields, deeper lines below one belong to it.
void take_labelled_lines(HandoffItem& item) {
  if (contains(item.text, "```") || contains(item.text, "~~~")) return;
  const std::vector<std::string_view> lines = raw_lines(item.text);
  std::string text(lines.front());
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (only_percent(lines[i]) && field_of(item, "percent").empty()) {
      item.fields.insert(item.fields.begin(), {"percent", std::string(percent_in(lines[i]))});
      continue;
    }
    std::optional<HandoffField> field = labelled(lines[i]);
    const std::size_t indent = indent_width(lines[i]);
    const bool deeper = i + 1 < lines.size() && indent_width(lines[i + 1]) > indent;
    if (!field || (field->value.empty() && !deeper)) {
      text += '\n' + std::string(lines[i]);
      continue;
    }
    for (; i + 1 < lines.size() && indent_width(lines[i + 1]) > indent; ++i)
      field->value += (field->value.empty() ? "" : "\n") + std::string(trimmed(lines[i + 1]));
    item.fields.push_back(std::move(*field));
  }
  item.text = std::move(text);
}

/// The first line's last parenthesis, "" if it does not end in one.
std::string_view closing_note(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::size_t open = line.ends_with(')') ? line.rfind(" (") : std::string_view::npos;
  return open == std::string_view::npos || open == 0 ? std::string_view() : line.substr(open);
}

bool is_time(std::string_view note) {
  const std::string words = " " + heading_words(note) + " ";
  if (words.size() > kLongestTime || words.size() < 3 || words[1] < '0' || words[1] > '9')
    return false;
  for (const std::string_view unit : {"min ", "mins ", "minutes ", "minute ", "h ", "hr ", "hrs ",
                                      "hour ", "hours ", "day ", "days ", "week ", "weeks "})
    if (contains(words, unit)) return true;
  return false;
}

void take_note(HandoffItem& item, std::string_view name, std::string_view value,
               std::string_view note) {
  item.fields.insert(item.fields.begin(), {std::string(name), std::string(value)});
  item.text.erase(static_cast<std::size_t>(note.data() - item.text.data()), note.size());
}

void take_time(HandoffItem& item) {
  const std::string_view note = closing_note(item.text);
  if (is_time(note) && field_of(item, "time").empty())
    take_note(item, "time", std::string(note.substr(2, note.size() - 3)), note);
}

void take_port(HandoffItem& item) {
  constexpr std::string_view kPort = " (port ";
  const std::string_view note = closing_note(item.text);
  if (!note.starts_with(kPort)) return;
  const std::string number(note.substr(kPort.size(), note.size() - kPort.size() - 1));
  if (whole_number(number)) take_note(item, "port", number, note);
}

/// "**1. Wire the cache**" → "Wire the cache": steps are numbered anyway.
void plain_step(std::string& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = std::string_view(text).substr(0, end);
  if (line.size() > 4 && line.starts_with("**") && line.find("**", 2) == line.size() - 2)
    line = line.substr(2, line.size() - 4);
  std::string plain = without_number(line);
  if (plain.size() < end) text = plain + text.substr(end);
}

}  // namespace

std::string_view field_for(std::string_view label) {
  const std::string words = heading_words(label);
  for (const FieldLabel& one : kLabels)
    if (one.words == words) return one.name;
  return {};
}

std::string without_number(std::string_view line) {
  std::size_t digits = 0;
  while (digits < line.size() && digits < 3 && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits && digits + 2 < line.size() && (line[digits] == '.' || line[digits] == ')') &&
      line[digits + 1] == ' ')
    line = trimmed(line.substr(digits + 2));
  return std::string(line);
}

void take_foreign_fields(Topic topic, HandoffItem& item) {
  constexpr std::string_view kSuggestedNote = " (suggested)";
  if (const std::string_view note = closing_note(item.text); note == kSuggestedNote) {
    item.suggested = true;
    item.text.erase(static_cast<std::size_t>(note.data() - item.text.data()), note.size());
  }
  if (topic != Topic::next && topic != Topic::in_progress && topic != Topic::services) return;
  take_labelled_lines(item);
  if (topic == Topic::services) return take_port(item);
  take_time(item);
  if (topic == Topic::in_progress) add_percent(item);
  if (topic == Topic::next) plain_step(item.text);
}

void take_reason(HandoffItem& item) {
  const std::size_t end = std::min(item.text.find('\n'), item.text.size());
  const std::string_view line = std::string_view(item.text).substr(0, end);
  const auto split = [&](std::size_t at, std::size_t from) {
    if (at == std::string_view::npos || at == 0 || trimmed(line.substr(from)).empty()) return false;
    item.detail = trimmed(line.substr(from));
    item.text = std::string(trimmed(line.substr(0, at))) + item.text.substr(end);
    return true;
  };
  if (!item.detail.empty()) return;
  if (const std::size_t at = line.find(" — "); at != std::string_view::npos && split(at, at + 5))
    return;
  if (const std::size_t at = line.find(" – "); at != std::string_view::npos && split(at, at + 5))
    return;
  if (const std::size_t at = line.find(" because ");
      at != std::string_view::npos && split(at, at + 1))
    return;
  const std::size_t close = line.starts_with("**") ? line.find("**", 2) : std::string_view::npos;
  if (close == std::string_view::npos) return;
  const std::size_t after = close + 2;
  if (line.substr(after).starts_with(": ") || line.substr(after).starts_with(" - "))
    split(after, after + (line[after] == ':' ? 2 : 3));
}

}  // namespace baton
