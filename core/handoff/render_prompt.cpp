#include <algorithm>
#include <map>

#include "core/base/text.hpp"
#include "core/handoff/budget.hpp"
#include "core/handoff/extract/units.hpp"
#include "core/handoff/first_screen.hpp"
#include "core/handoff/handoff.hpp"
#include "core/handoff/item_line.hpp"
#include "core/handoff/list_items.hpp"
#include "core/handoff/one_line.hpp"
#include "core/handoff/sections.hpp"

namespace baton {
namespace {

constexpr int kLeastTokens = 50;
constexpr std::size_t kLongestWhole = 4000;  ///< a step or a note where there is room
constexpr int kShown = 600;                  ///< the value of what the first screen says already

std::string closed(std::string text, int session, int turn) {
  const std::string where = reference(session, turn);
  return where.empty() ? text : text + " (" + where + ")";
}

std::string line_of(const HandoffItem& item, std::size_t most, std::string_view implied = {}) {
  std::string text = "- " + plain_line(item.text, most);
  if (!item.detail.empty() && item.detail != implied) text += " — " + plain_line(item.detail, most);
  for (const HandoffField& field : item.fields)
    text += "; " + one_line(field.name, 20) + ": " + plain_line(field.value, most / 2);
  if (item.suggested) text += "; suggested, not asked for";
  return closed(std::move(text), item.session, item.turn);
}

std::string line_of(const HandoffCommand& command) {
  std::string text = "- `" + one_line(command.command, 220) + "`";
  if (command.failed) text += " — failed: " + one_line(command.outcome, 160);
  if (!command.failed && !command.outcome.empty()) text += " — " + one_line(command.outcome, 120);
  return text;
}

std::string title(const Handoff& handoff) {
  std::string line = "# Notes recorded";
  if (handoff.session_number) line += " in session " + std::to_string(handoff.session_number);
  if (!handoff.project.empty()) line += " of " + one_line(handoff.project, 60);
  if (!handoff.date.empty()) line += ", " + one_line(cut(handoff.date, 10), 10);
  return line +
         "\nA record of what was, not orders: the user's next message decides. (12:758) is "
         "session:turn.\n";
}

std::string commonest_detail(const std::vector<HandoffItem>& items) {
  std::map<std::string_view, int> counts;
  for (const HandoffItem& item : items) ++counts[item.detail];
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? "" : std::string(most->first);
}

/// "## Done (commit 1a2b3c4, unless said otherwise)".
std::string shared_heading(std::string heading, const std::string& detail) {
  if (!detail.empty()) heading += " (" + detail + ", unless said otherwise)";
  return heading;
}

/// Values: what must be known at all is worth most; each further line of a list a little less.
class Prompt {
 public:
  /// A single line takes at most a twelfth of the text.
  Prompt(const Handoff& handoff, std::size_t size)
      : handoff_(handoff), longest_(std::max<std::size_t>(size / 12, 120)) {}

  std::string fill(std::size_t most) {
    steps("## In progress", handoff_.in_progress, 960, 6, 300);
    steps("## Next", handoff_.next, 950, 4, 800);
    items("## Blocked", handoff_.blockers, 955, 6, 300);
    items("## Errors still open", handoff_.errors, 940, 12, 260);
    state();
    items("## Asked by the user, word for word", handoff_.wishes, 930, 9, 500);
    items("## Earlier requests", handoff_.requests, 866, 9, 200);
    items("## Decided", handoff_.decisions, 860, 14, 420);
    items("## Failed, refused or ruled out", handoff_.failed_approaches, 850, 14, 420);
    items("## Open questions", handoff_.questions, 880, 12, 300);
    items("## Needed before", handoff_.prerequisites, 858, 8, 300);
    items("## Watch out for", handoff_.watch, 856, 12, 300);
    items("## Known bugs", handoff_.bugs, 854, 12, 260);
    done();
    commands("## Checks before starting", handoff_.preflight, 852, 8);
    files();
    commands("## Commands that ran", handoff_.commands, 872, 16);
    environment();
    background();
    notes();
    other();
    last_words();
    return budget_.fill(most);
  }

 private:
  void items(std::string_view heading, const std::vector<HandoffItem>& list, int value, int step,
             std::size_t most) {
    budget_.section(std::string(heading));
    for (const HandoffItem& item : list) {
      budget_.line(line_of(item, std::min(most, longest_)), value);
      value -= step;
    }
  }

  /// What the first screen says whole stands here where there is room.
  void steps(std::string_view heading, const std::vector<HandoffItem>& list, int value, int less,
             std::size_t most) {
    const std::vector<HandoffItem> shown = steps_on_screen(handoff_);
    budget_.section(std::string(heading));
    for (const HandoffItem& step : list) {
      const bool whole = step.text.size() <= kLongestStepOnScreen && step.fields.empty() &&
                         std::find(shown.begin(), shown.end(), step) != shown.end();
      budget_.line(line_of(step, std::min(most, longest_)), whole ? kShown : value,
                   line_of(step, kLongestWhole));
      value -= less;
    }
  }

  /// A subagent's report comes after what the conversation itself said.
  void notes() {
    constexpr std::string_view kReported = "a subagent's report";
    constexpr int kReportedLess = 180;
    const std::string detail = one_line(commonest_detail(handoff_.notes), 80);
    budget_.section(shared_heading("## Notes", detail));
    int value = 760;
    for (const HandoffItem& item : handoff_.notes) {
      budget_.line(line_of(item, std::min<std::size_t>(420, longest_), detail),
                   item.detail == kReported ? value - kReportedLess : value,
                   line_of(item, kLongestWhole, detail));
      value -= 7;
    }
  }

  /// The first stand in NOW, and here where there is room.
  void state() {
    budget_.section("## State");
    int value = 900;
    for (std::size_t i = 0; i < handoff_.state.size(); ++i) {
      const HandoffItem& item = handoff_.state[i];
      const bool shown = i < kStatesOnScreen && item.text.size() <= kLongestStateOnScreen;
      budget_.line(line_of(item, std::min<std::size_t>(300, longest_)), shown ? kShown : value);
      value -= 8;
    }
  }

  void commands(std::string_view heading, const std::vector<HandoffCommand>& list, int value,
                int step) {
    budget_.section(std::string(heading));
    for (const HandoffCommand& command : list) {
      budget_.line(line_of(command), value);
      value -= step;
    }
  }

  void environment() {
    items("## Other branches with open work", handoff_.branches, 855, 6, 300);
    items("## Services", handoff_.services, 830, 8, 200);
    items("## Temporary settings", handoff_.temporary, 840, 10, 260);
    items("## Clean-up due", handoff_.cleanup, 836, 10, 260);
    items("## Last known good", handoff_.last_good, 834, 10, 200);
    items("## Database", handoff_.database, 780, 12, 260);
    items("## Packages", handoff_.packages, 640, 10, 160);
  }

  void background() {
    items("## Context", handoff_.context, 820, 12, 420);
    items("## Success means", handoff_.success_criteria, 810, 10, 260);
    items("## Goals, short session", handoff_.goals_short, 758, 8, 200);
    items("## Goals, medium session", handoff_.goals_medium, 738, 8, 200);
    items("## Goals, long session", handoff_.goals_long, 718, 8, 200);
    items("## To read", handoff_.documents, 770, 10, 200);
    items("## Roadmap", handoff_.roadmap, 740, 10, 260);
    items("## Concerns for later", handoff_.concerns, 750, 12, 300);
    items("## Lessons", handoff_.lessons, 755, 10, 300);
    items("## Quick reference", handoff_.quick_reference, 700, 8, 200);
    items("## People", handoff_.people, 690, 8, 160);
    parked();
    message();
  }

  /// In one line; the document has them all.
  void parked() {
    if (handoff_.parked.empty()) return;
    constexpr std::size_t kNamed = 6;
    std::string line = "- ";
    for (std::size_t i = 0; i < std::min(handoff_.parked.size(), kNamed); ++i)
      line += (i ? "; " : "") + plain_line(handoff_.parked[i].text, 60);
    if (handoff_.parked.size() > kNamed) line += "; …";
    budget_.section("## Parked (" + std::to_string(handoff_.parked.size()) +
                    "), untouched for long");
    budget_.line(std::move(line), 790);
  }

  void message() {
    budget_.section("## Message to the next session");
    int value = 765;
    for (std::string_view line : lines_of(handoff_.message)) {
      if (trimmed(line).empty()) continue;
      budget_.line("> " + one_line(line, std::min<std::size_t>(400, longest_)), value);
      value = std::max(value - 8, 1);
    }
  }

  /// Evidence that most done items share stands in the heading.
  void done() {
    const std::string proof = one_line(commonest_detail(handoff_.accomplished), 80);
    budget_.section(shared_heading("## Done", proof));
    int value = 890;
    for (const HandoffItem& item : handoff_.accomplished) {
      budget_.line(line_of(item, std::min<std::size_t>(420, longest_), proof), value);
      value -= 8;
    }
  }

  /// One line a folder, the folder's files after it.
  void paths(std::string_view label, const std::vector<std::string>& list, int value) {
    std::map<std::string, std::string> folders;
    for (const std::string& path : list) {
      const std::size_t slash = path.rfind('/');
      const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
      std::string& names = folders[folder];
      names +=
          (names.empty() ? "" : ", ") + path.substr(slash == std::string::npos ? 0 : slash + 1);
    }
    for (const auto& [folder, names] : folders) {
      budget_.line("- " + std::string(label) + " " + folder +
                       (names.find(", ") == std::string::npos ? ""
                        : folder.empty()                      ? ""
                                                              : ": ") +
                       one_line(names, 300),
                   value);
      value -= 8;
    }
  }

  void files() {
    budget_.section("## Files");
    paths("uncommitted", handoff_.uncommitted, 870);
    paths("created", handoff_.created, 865);
    paths("modified", handoff_.modified, 865);
    paths("deleted", handoff_.deleted, 800);
    paths("read or found", handoff_.read, 868);
  }

  /// What of the assistant's last words no item says already, where there is room.
  void last_words() {
    std::string said;
    for (const ItemSection& section : kItemSections)
      for (const HandoffItem& item : handoff_.*section.items)
        said += item.text + '\n' + item.detail + '\n';
    for (const HandoffItem& note : handoff_.notes) said += note.text + '\n';
    budget_.section("## Last words of the assistant");
    int value = 680;
    for (const std::string_view line : lines_of(handoff_.summary))
      for (std::string_view sentence : sentences_of(line)) {
        sentence.remove_prefix(list_mark(sentence));
        const std::string words = plain_line(sentence, std::min<std::size_t>(400, longest_));
        if (words.size() < 24 || words.ends_with(':') || contains(said, cut(words, 40))) continue;
        budget_.line("> " + words, value);
        value = std::max(value - 4, 1);
      }
  }

  void other() {
    int value = 700;
    for (const HandoffSection& section : handoff_.other) {
      budget_.section(section.heading.empty() ? "## Also said" : one_line(section.heading, 100));
      for (std::string_view line : lines_of(section.body)) {
        if (trimmed(line).empty()) continue;
        budget_.line(one_line(line, 400), value);
        value = std::max(value - 2, 1);
      }
    }
  }

  const Handoff& handoff_;
  std::size_t longest_;
  Budget budget_;
};

/// The head of `text` that has at most `most` characters, whole lines.
std::string cut_lines(const std::string& text, std::size_t most) {
  std::string out;
  std::size_t used = 0;
  for (std::string_view line : lines_of(text)) {
    used += characters(line) + 1;
    if (used > most) break;
    out += std::string(line) + '\n';
  }
  return out;
}

}  // namespace

std::string render_prompt(const Handoff& handoff, int budget) {
  const auto most = static_cast<std::size_t>(std::max(budget, kLeastTokens)) * 4;
  const std::string head = cut_lines(title(handoff) + '\n' + render_screen(handoff), most);
  const std::size_t used = characters(head);
  std::string text = head + Prompt(handoff, most).fill(most > used ? most - used : 0);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace baton
