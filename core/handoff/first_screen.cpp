#include "core/handoff/first_screen.hpp"

#include <algorithm>

#include "core/handoff/item_line.hpp"
#include "core/handoff/one_line.hpp"
#include "core/handoff/step_kind.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongest = 220;
constexpr std::size_t kHeadBytes = 4000;  ///< what a title and the first screen fit into

std::string with_reference(std::string text, const HandoffItem& item) {
  const std::string where = reference(item.session, item.turn);
  return where.empty() ? text : text + " (" + where + ")";
}

std::string goal_line(const HandoffItem& goal) {
  if (goal.text.empty()) return {};
  const std::string text = with_reference(one_line(goal.text, kLongest), goal);
  return goal.detail.empty() ? text : text + ": " + one_line(goal.detail, 80);
}

void add_part(std::string& line, std::string_view part) {
  if (part.empty()) return;
  if (!line.empty()) line += "; ";
  line += part;
}

std::string head_part(const Handoff& handoff) {
  const std::string commit = one_line(handoff.commit, 12);
  const std::string branch = one_line(handoff.branch, 40);
  if (commit.empty()) return branch.empty() ? "" : "on " + branch;
  return branch.empty() ? commit : commit + " on " + branch;
}

std::string test_part(const HandoffCommand& test) {
  if (test.command.empty() && test.outcome.empty()) return {};
  std::string part = test.failed ? "tests fail: " : "tests: ";
  part += one_line(test.outcome.empty() ? test.command : test.outcome, 120);
  const std::string where = reference(test.session, test.turn);
  return where.empty() ? part : part + " (" + where + ")";
}

std::string now_line(const Handoff& handoff) {
  std::string line;
  add_part(line, head_part(handoff));
  add_part(line, test_part(handoff.last_test));
  for (std::size_t i = 0; i < std::min(handoff.state.size(), kStatesOnScreen); ++i)
    add_part(line, plain_line(handoff.state[i].text, kLongestStateOnScreen));
  return line;
}

std::string numbered(const std::vector<HandoffItem>& items) {
  std::string line;
  for (std::size_t i = 0; i < std::min(items.size(), kStepsOnScreen); ++i) {
    if (i) line += "   ";
    if (items.size() > 1) line += std::to_string(i + 1) + ' ';
    line += with_reference(plain_line(items[i].text, kLongestStepOnScreen), items[i]);
    if (is_offered(items[i])) line += " (suggested)";
    if (is_derived(items[i])) line += " (derived)";
  }
  return line;
}

/// What is half done comes first, then what is wanted, then calls that were cut off, then what
/// follows from the facts, what nobody asked for last.
std::vector<HandoffItem> ordered_steps(const Handoff& handoff) {
  const auto rank = [](const HandoffItem& item) {
    return is_offered(item) ? 3 : is_derived(item) ? 2 : was_running(item) ? 1 : 0;
  };
  std::vector<HandoffItem> steps;
  for (int wanted = 0; wanted < 4; ++wanted)
    for (const auto* items : {&handoff.in_progress, &handoff.next})
      for (const HandoffItem& item : *items)
        if (rank(item) == wanted) steps.push_back(item);
  return steps;
}

std::string next_line(const Handoff& handoff) {
  const std::vector<HandoffItem> steps = ordered_steps(handoff);
  const bool over = handoff.goal.detail == "finished" && handoff.blockers.empty();
  const bool asked = std::any_of(steps.begin(), steps.end(), [](const HandoffItem& step) {
    return !is_offered(step) && !is_derived(step);
  });
  if (steps.empty()) return over ? "nothing that was asked for is open: the user decides" : "";
  const std::string line = numbered(steps);
  return over && !asked ? line + "   (nothing that was asked for is open)" : line;
}

std::string listed(const std::vector<HandoffItem>& items) {
  std::string line;
  for (std::size_t i = 0; i < std::min<std::size_t>(items.size(), 2); ++i)
    add_part(line, with_reference(plain_line(items[i].text, 130), items[i]));
  return line;
}

/// Without warnings: nobody is stopped by one.
std::vector<HandoffItem> stopping(const Handoff& handoff) {
  if (!handoff.blockers.empty()) return handoff.blockers;
  std::vector<HandoffItem> errors = handoff.errors;
  std::erase_if(errors,
                [](const HandoffItem& error) { return error.detail == "a warning in an output"; });
  return errors;
}

/// What the session was for, where the goal is only its latest request.
std::string task_line(const Handoff& handoff) {
  if (handoff.requests.empty()) return {};
  const HandoffItem& first = handoff.requests.front();
  const bool earlier = first.session < handoff.goal.session ||
                       (first.session == handoff.goal.session && first.turn < handoff.goal.turn);
  return earlier ? with_reference(one_line(first.text, kLongest), first) : "";
}

/// What the user set right, where nothing else is known to have failed.
std::string corrected_line(const Handoff& handoff) {
  std::vector<HandoffItem> corrections;
  for (const HandoffItem& wish : handoff.wishes)
    if (wish.detail == "correction") corrections.push_back(wish);
  const std::string line = listed(corrections);
  return line.empty() ? line : "the user corrected: " + line;
}

/// What not to try again, without errors that were overcome: nobody needs to keep off them. Where
/// nothing failed, that.
std::string failed_line(const Handoff& handoff) {
  constexpr std::size_t kLongestFailure = 200;
  std::string line;
  std::size_t shown = 0;
  for (const HandoffItem& item : handoff.failed_approaches) {
    if (item.detail.starts_with("fixed")) continue;
    if (shown++ == 2) break;
    std::string text = item.text;
    if (!item.detail.empty()) text += " — " + item.detail;
    add_part(line, with_reference(plain_line(text, kLongestFailure), item));
  }
  if (line.empty()) line = corrected_line(handoff);
  if (!line.empty() || handoff.goal.text.empty() || !handoff.errors.empty()) return line;
  return handoff.failed_approaches.empty() ? "no failure and no rejected approach was recorded"
                                           : "what failed on the way was overcome, see below";
}

}  // namespace

std::vector<ScreenLine> first_screen(const Handoff& handoff) {
  std::vector<ScreenLine> lines{
      {"TASK", task_line(handoff)},    {"GOAL", goal_line(handoff.goal)},
      {"NOW", now_line(handoff)},      {"NEXT", next_line(handoff)},
      {"DON'T", failed_line(handoff)}, {"BLOCKED", listed(stopping(handoff))},
  };
  std::erase_if(lines, [](const ScreenLine& line) { return line.text.empty(); });
  return lines;
}

std::string render_screen(const Handoff& handoff) {
  std::string screen;
  for (const ScreenLine& line : first_screen(handoff)) {
    screen += line.label;
    screen.append(9 - line.label.size(), ' ');
    screen += line.text + '\n';
  }
  return screen;
}

std::vector<HandoffItem> steps_on_screen(const Handoff& handoff) {
  std::vector<HandoffItem> steps = ordered_steps(handoff);
  steps.resize(std::min(steps.size(), kStepsOnScreen));
  return steps;
}

std::string with_screen_line(std::string rendering, const ScreenLine& line) {
  const std::string added =
      std::string(line.label) + std::string(9 - line.label.size(), ' ') + line.text + '\n';
  std::size_t after = rendering.find('\n');
  for (const std::string_view label : {"\nGOAL     ", "\nNOW      "}) {
    const std::size_t at = rendering.substr(0, kHeadBytes).find(label);
    if (at != std::string::npos) after = rendering.find('\n', at + 1);
  }
  if (after == std::string::npos) return rendering + '\n' + added;
  return rendering.insert(after + 1, added);
}

}  // namespace baton
