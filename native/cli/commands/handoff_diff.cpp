#include <array>

#include "native/cli/commands/handoff_actions.hpp"
#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kMostOfAKind = 20;

/// What a kind of change of a section is called for people, and how it is shown.
struct ChangeWord {
  std::string_view section;
  std::string_view kind;
  std::string_view heading;
  char mark;
  Style style;
};

/// In the order of printing. What is not in the table is not worth a line.
constexpr auto kChangeWords = std::to_array<ChangeWord>({
    {"goal", "added", "Goal", '+', Style::accent},
    {"goal", "changed", "Goal changed", '~', Style::accent},
    {"goal", "removed", "Goal given up", '-', Style::warning},
    {"accomplished", "moved", "Done, open before", 'x', Style::good},
    {"accomplished", "added", "Done", 'x', Style::good},
    {"blockers", "removed", "Blockers resolved or no longer listed", 'x', Style::good},
    {"errors", "removed", "Errors resolved or no longer listed", 'x', Style::good},
    {"questions", "removed", "Questions settled or no longer listed", 'x', Style::good},
    {"next", "added", "New steps", '+', Style::accent},
    {"in_progress", "moved", "Begun", '>', Style::accent},
    {"in_progress", "added", "In progress, new", '+', Style::accent},
    {"next", "moved", "Now a step", '>', Style::plain},
    {"next", "changed", "Still open, in other words", '=', Style::plain},
    {"next", "kept", "Still open", '=', Style::plain},
    {"in_progress", "changed", "Still in progress, in other words", '=', Style::plain},
    {"in_progress", "kept", "Still in progress", '=', Style::plain},
    {"next", "removed", "Dropped or no longer listed", '-', Style::warning},
    {"in_progress", "removed", "In progress before, no longer listed", '-', Style::warning},
    {"blockers", "added", "New blockers", '!', Style::bad},
    {"blockers", "moved", "Now blocked", '!', Style::bad},
    {"blockers", "changed", "Still blocked, in other words", '!', Style::bad},
    {"blockers", "kept", "Still blocked", '!', Style::bad},
    {"errors", "added", "New errors", '!', Style::bad},
    {"errors", "moved", "Now an error", '!', Style::bad},
    {"errors", "changed", "Errors still open, in other words", '!', Style::bad},
    {"errors", "kept", "Errors still open", '!', Style::bad},
    {"questions", "added", "New questions", '?', Style::accent},
    {"questions", "moved", "Now a question", '?', Style::accent},
    {"questions", "changed", "Questions still open, in other words", '?', Style::plain},
    {"questions", "kept", "Questions still open", '?', Style::plain},
    {"decisions", "added", "Decided", '+', Style::accent},
    {"decisions", "moved", "Answered by a decision", '+', Style::accent},
    {"decisions", "changed", "Decisions superseded", '~', Style::accent},
    {"decisions", "removed", "Decisions no longer listed", '-', Style::warning},
    {"failed_approaches", "moved", "Tried, and failed", '-', Style::warning},
    {"failed_approaches", "added", "Failed approaches", '-', Style::warning},
    {"wishes", "added", "The user asked to hold on", '+', Style::accent},
    {"last_test", "added", "Tests", '+', Style::accent},
    {"last_test", "changed", "Tests", '~', Style::accent},
    {"last_test", "removed", "Tests that did not run again", '-', Style::warning},
    {"branch", "changed", "Branch", '~', Style::accent},
    {"commit", "changed", "Commit", '~', Style::accent},
    {"created", "added", "Files created", '+', Style::accent},
    {"modified", "added", "Files newly touched", '~', Style::accent},
    {"deleted", "added", "Files deleted", '-', Style::warning},
    {"deleted", "moved", "Files deleted that the session before touched", '-', Style::warning},
    {"uncommitted", "kept", "Still not committed", '!', Style::warning},
    {"uncommitted", "added", "Not committed", '!', Style::warning},
});

std::string age_of(const Json& change) {
  const std::int64_t age = number_in(change, "age");
  if (age <= 0) return {};
  return " (for " + counted(age, "session") + ", since " +
         std::to_string(number_in(change, "since")) + ')';
}

void print_change(Output& output, const ChangeWord& word, const Json& change) {
  const std::size_t columns = output.columns();
  const auto shown = [&](const std::string& text) {
    return columns > 20 ? fitted(text, columns - 4) : text;
  };
  const std::string text = one_line(text_in(change, "text")) + age_of(change);
  output.line("  " + output.styled(word.style, std::string(1, word.mark)) + ' ' + shown(text));
  const std::string before = one_line(text_in(change, "before"));
  if (!before.empty()) output.line("    " + output.styled(Style::dim, shown("was: " + before)));
}

bool is_of(const Json& change, const ChangeWord& word) {
  return text_in(change, "section") == word.section && text_in(change, "kind") == word.kind;
}

/// The changes of one kind under their heading; how many there were.
std::size_t print_kind(Output& output, const ChangeWord& word, const Json& changes) {
  std::size_t count = 0;
  for (const Json& change : changes) {
    if (!is_of(change, word)) continue;
    if (count == 0) output.line(output.styled(Style::bold, word.heading));
    if (count++ < kMostOfAKind) print_change(output, word, change);
  }
  if (count > kMostOfAKind) output.line("    … " + std::to_string(count - kMostOfAKind) + " more");
  return count;
}

void print_diff(Desk& desk, const Json& data) {
  desk.out.line(
      desk.out.styled(Style::bold, "Session " + std::to_string(number_in(data, "before_session")) +
                                       " → " + std::to_string(number_in(data, "after_session"))));
  std::size_t count = 0;
  for (const ChangeWord& word : kChangeWords)
    count += print_kind(desk.out, word, list_in(data, "changes"));
  if (count == 0) desk.out.line("Nothing of the work changed.");
}

}  // namespace

Result<int> diff_handoffs(Desk& desk, const std::string& before, const std::string& after) {
  TRY(const std::string later, handoff_id(desk, after.empty() ? before : after));
  std::string with;
  if (!after.empty()) {
    TRY(with, handoff_id(desk, before));
  }
  TRY(const Answer answer,
      desk.api.get(target("/api/handoffs/" + later + "/diff", {{"with", with}})));
  if (!printed_as_json(desk, answer)) print_diff(desk, answer.data());
  return 0;
}

}  // namespace baton::cli
