#include "core/handoff/extract/attempts.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/extract/words.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostAttempts = 24;
constexpr int kSoon = 60;                ///< turns within which another call stands for "then"
constexpr std::size_t kShortPage = 600;  ///< bytes; a longer answer that speaks of 404 is about it

/// Tools that reach out of the machine: what they miss is missed again.
bool reaches_out(std::string_view tool) {
  const std::string lower = lowered(tool);
  for (const std::string_view part : {"fetch", "web", "browse", "http", "mcp__", "download"})
    if (contains(lower, part)) return true;
  return false;
}

/// Tools that start somebody else: an agent that is not there, a skill that breaks.
bool hands_over(std::string_view tool) {
  return tool == "Task" || tool == "Agent" || tool == "Skill";
}

constexpr auto kMissSigns = std::to_array<std::string_view>({
    "404",
    "403 forbidden",
    "401 unauthorized",
    "status code 4*",
    "status code 5*",
    "status 4*",
    "status 5*",
    "http 4*",
    "http 5*",
    "not found",
    "forbidden",
    "access denied",
    "unauthorized",
    "failed to fetch",
    "could not fetch",
    "unable to fetch",
    "couldn't fetch",
    "could not be fetched",
    "unable to access",
    "cannot access",
    "request failed",
    "error:",
    "errored",
    "no results",
    "no links found",
    "timed out",
    "rate limit*",
    "does not contain",
    "doesn't contain",
    "do not contain",
    "don't contain",
    "does not include",
    "doesn't include",
    "does not provide",
    "don't see",
    "i cannot",
    "unavailable",
    "too many requests",
});

}  // namespace

std::string soft_failure(std::string_view output) {
  output = trimmed(output);
  if (output.empty()) return "it gave nothing";
  const std::string_view head = output.size() <= kShortPage ? output : cut(output, 300);
  for (const std::string_view line : lines_of(head))
    if (has_cue(lowered(line), kMissSigns)) return one_line(line, 100);
  return {};
}

void Attempts::ended(std::string_view tool, std::string_view subject, std::string_view output,
                     bool failed, int turn) {
  if (!reaches_out(tool) && !(failed && hands_over(tool))) return;
  if (contains(output, "InputValidationError")) return;  // The tool's own rules, met at once.
  std::string cause = failed ? telling_line(cut(output, 4000)) : soft_failure(output);
  if (failed && cause.empty()) cause = "it failed";
  const std::string shown = one_line(subject, 120);
  if (cause.empty()) {
    for (Attempt& attempt : attempts_)
      if (attempt.tool == tool && attempt.then.empty() && turn - attempt.turn <= kSoon)
        attempt.then = attempt.subject == shown ? "the same again, which worked" : shown;
    return;
  }
  const bool known = std::any_of(attempts_.begin(), attempts_.end(), [&](const Attempt& one) {
    return one.tool == tool && one.subject == shown;
  });
  if (!known && attempts_.size() < kMostAttempts)
    attempts_.push_back({std::string(tool), shown, std::move(cause), {}, turn});
}

std::vector<HandoffItem> Attempts::items() const {
  std::vector<HandoffItem> items;
  for (const Attempt& attempt : attempts_)
    items.push_back({"tried `" + attempt.tool + "` " + attempt.subject + ": failed because “" +
                         attempt.cause + "”",
                     attempt.then.empty() ? "" : "then " + attempt.then, 0, attempt.turn});
  return items;
}

}  // namespace baton
