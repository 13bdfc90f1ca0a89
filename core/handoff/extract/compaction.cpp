#include "core/handoff/extract/compaction.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/extract/units.hpp"
#include "core/handoff/one_line.hpp"
#include "core/handoff/topics.hpp"

namespace baton {
namespace {

enum class Part {
  none,
  intent,
  concepts,
  files,
  errors,
  solving,
  messages,
  pending,
  current,
  next
};

/// The part that a numbered title opens ("4. Errors and Fixes:", "## Pending Tasks").
Part part_of(std::string_view line) {
  const bool title = line.starts_with('#') || line.starts_with("**") ||
                     (!line.empty() && line[0] >= '1' && line[0] <= '9');
  if (!title || line.size() > 90) return Part::none;
  const std::string words = heading_words(line);
  const auto says = [&](std::string_view word) { return contains(words, word); };
  if (says("user messages")) return Part::messages;
  if (says("pending")) return Part::pending;
  if (says("next step")) return Part::next;
  if (says("current work")) return Part::current;
  if (says("errors")) return Part::errors;
  if (says("problem solving")) return Part::solving;
  if (says("files and code") || says("code sections")) return Part::files;
  if (says("technical concepts") || says("key concepts")) return Part::concepts;
  if (says("request and intent") || says("primary request")) return Part::intent;
  return Part::none;
}

/// The summary proper, without the thinking that precedes it.
std::string_view summary_of(std::string_view text) {
  const std::size_t open = text.find("<summary>");
  if (open != std::string_view::npos) text.remove_prefix(open);
  for (std::string_view mark : {"\nSummary:\n", "\n1. Primary Request", "\n1. **Primary Request"}) {
    const std::size_t at = text.find(mark);
    if (at != std::string_view::npos) return text.substr(at);
  }
  return text;
}

void add(std::vector<HandoffItem>& items, std::string_view text, int turn, std::size_t most) {
  if (items.size() < 60) items.push_back({one_line(text, most), {}, 0, turn});
}

/// "**label**: rest" as text and detail.
HandoffItem split_label(std::string_view text, int turn) {
  const std::size_t end = text.starts_with("**") ? text.find("**", 2) : std::string_view::npos;
  if (end == std::string_view::npos) return {one_line(text, 500), {}, 0, turn};
  std::string_view rest = text.substr(end + 2);
  while (rest.starts_with(':') || rest.starts_with(' ')) rest.remove_prefix(1);
  std::string_view label = text.substr(2, end - 2);
  if (label.ends_with(':')) label.remove_suffix(1);
  return {one_line(label, 200), one_line(rest, 500), 0, turn};
}

void take(Part part, std::string_view body, Compaction& out) {
  for (const Unit& unit : units_of(body, 80)) {
    switch (part) {
      case Part::intent:
        add(out.intent, unit.text, out.turn, 600);
        break;
      case Part::concepts:
        add(out.concepts, unit.text, out.turn, 200);
        break;
      case Part::files:
        add(out.files, unit.text, out.turn, 600);
        break;
      case Part::errors:
        if (out.errors.size() < 40) out.errors.push_back(split_label(unit.text, out.turn));
        break;
      case Part::messages:
        if (out.user_messages.size() < 60) out.user_messages.push_back(one_line(unit.text, 500));
        break;
      case Part::pending:
        add(out.pending, unit.text, out.turn, 300);
        break;
      case Part::current:
        add(out.current, unit.text, out.turn, 400);
        break;
      case Part::next:
        add(out.next, unit.text, out.turn, 400);
        break;
      default:
        break;
    }
  }
}

}  // namespace

Compaction read_compaction(std::string_view summary, int turn) {
  Compaction out;
  out.turn = turn;
  Part part = Part::none;
  std::string body;
  const auto close = [&] {
    if (part != Part::none) take(part, body, out);
    body.clear();
  };
  for (std::string_view line : lines_of(summary_of(summary))) {
    if (line.starts_with("If you need specific details") || line.starts_with("Please continue"))
      break;
    const bool outer = !line.empty() && line.front() != ' ' && line.front() != '-';
    const Part next = outer ? part_of(line) : Part::none;
    if (next != Part::none) {
      close();
      part = next;
    } else if (body.size() < 40000) {
      body += line;
      body += '\n';
    }
  }
  close();
  return out;
}

}  // namespace baton
