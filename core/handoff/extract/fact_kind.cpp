#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/extract/counts.hpp"
#include "core/handoff/extract/fact_cues.hpp"
#include "core/handoff/extract/facts.hpp"
#include "core/handoff/extract/words.hpp"
#include "core/handoff/topics.hpp"

namespace baton {
namespace {

using namespace fact_cues;

/// Whether a text counts what a state is told in: tests, errors, coverage, tools …
bool counts_something(std::string_view text) {
  constexpr auto kNouns = std::to_array<std::string_view>(
      {"test",    "suit",    "suite",  "coverage", "coverag", "tool",    "error",    "warn",
       "warning", "failure", "failur", "pass",     "fail",    "command", "endpoint", "route",
       "rout",    "page",    "modul",  "module",   "packag",  "package", "domain",   "tabl",
       "table",   "issue",   "issu",   "bug",      "case",    "cas"});
  const std::vector<Count> counts = counts_in(text);
  return std::any_of(counts.begin(), counts.end(), [&](const Count& count) {
    return std::find(kNouns.begin(), kNouns.end(), count.noun) != kNouns.end();
  });
}

/// Whether it counts what a check says: tests, errors, coverage.
bool counts_a_verdict(std::string_view lower) {
  constexpr auto kVerdicts = std::to_array<std::string_view>(
      {"test*", "coverage", "error*", "warning*", "pass*", "fail*"});
  return has_cue(lower, kVerdicts);
}

FactKind kind_by_heading(std::string_view heading) {
  if (heading.empty()) return FactKind::talk;
  const std::string lower = lowered(heading);
  if (has_cue(lower, kMissing) && !has_cue(lower, kClosedGaps)) return FactKind::missing;
  switch (topic_of(heading)) {
    case Topic::next:
      return FactKind::next;
    case Topic::questions:
      return FactKind::question;
    case Topic::blockers:
      return FactKind::blocker;
    case Topic::errors:
    case Topic::bugs:
      return FactKind::failure;
    case Topic::failed:
      return FactKind::dead_end;
    case Topic::decisions:
      return FactKind::decision;
    case Topic::accomplished:
    case Topic::created:
    case Topic::modified:
    case Topic::deleted:
      return FactKind::done;
    default:
      return FactKind::talk;
  }
}

/// "I'll use SQLite because it needs no server."
bool chooses(std::string_view lower) {
  constexpr auto kToAvoid = std::to_array<std::string_view>({"to avoid", "as it", "as they"});
  return has_cue(lower.substr(0, 60), kChoosing) &&
         (has_cue(lower, kReasoning) || has_cue(lower, kToAvoid));
}

/// "Let me scrap it and write it in Python instead", but not "I'm now reading it instead of …".
bool redirects(std::string_view lower) {
  constexpr auto kLooking = std::to_array<std::string_view>(
      {"read*", "check*", "look*", "extract*", "pull*", "search*", "verify*", "examin*", "explor*",
       "inspect*", "open*", "list*", "scan*", "fetch*", "see"});
  return has_cue(lower, kRedirecting) && !has_cue(lower.substr(0, 40), kLooking);
}

/// "… so they'll always match" tells what is the case, not what is to be done.
bool describes(std::string_view lower) {
  constexpr auto kDescribing = std::to_array<std::string_view>(
      {"ll always", "will always", "is always", "are always", "ll never", "will never", "is never",
       "are never", "was never", "were never", "has never"});
  return has_cue(lower, kDescribing);
}

/// "That is because …": a cause, not a reason.
bool explains(std::string_view lower) {
  constexpr auto kExplaining = std::to_array<std::string_view>(
      {"is because", "was because", "that's because", "are because", "were because"});
  return has_cue(lower, kExplaining);
}

bool fails_for_a_reason(std::string_view lower) {
  constexpr auto kCauses = std::to_array<std::string_view>({"because", "due to", "caused by"});
  return has_cue(lower, kFailing) && has_cue(lower, kCauses);
}

bool decides(const std::string& lower) {
  if (has_cue(lower, kDeciding)) return true;
  return has_cue(lower, kReasoning) && !explains(lower) && !has_cue(lower, kFailing);
}

FactKind kind_of_words(const std::string& text, const std::string& lower, bool listed) {
  if (lower.ends_with('?') || starts_with_cue(lower, kAsking)) return FactKind::question;
  if (has_cue(lower, kUncertain)) return FactKind::question;
  if (has_cue(lower, kBlocking)) return FactKind::blocker;
  if (starts_with_cue(lower, kAnnouncing))
    return redirects(lower) || chooses(lower) ? FactKind::decision : FactKind::talk;
  const bool made = has_cue(std::string_view(lower).substr(0, 70), kDone) && concrete(text);
  if (!listed && counts_something(lower) && !(made && !counts_a_verdict(lower)))
    return FactKind::state;
  if (made) return FactKind::done;
  if (has_cue(lower, kStronglyDeciding))
    return describes(lower) ? FactKind::finding : FactKind::decision;
  if (has_cue(lower, kNext)) return FactKind::next;
  if (listed) return FactKind::done;
  if (!concrete(text)) return fails_for_a_reason(lower) ? FactKind::failure : FactKind::talk;
  if (has_cue(lower, kDone)) return FactKind::done;
  if (decides(lower)) return FactKind::decision;
  if (has_cue(lower, kDeadEnds)) return FactKind::dead_end;
  if (has_cue(lower, kFailing)) return FactKind::failure;
  return has_cue(lower, kFinding) ? FactKind::finding : FactKind::talk;
}

/// Labels of lists that announce what the assistant is about to do.
constexpr auto kAbout = std::to_array<std::string_view>(
    {"now i need to", "now i'll", "let me", "now let me", "i need to", "let's"});

std::string with_plain_apostrophes(std::string text) {
  constexpr std::string_view kCurly = "’";
  for (std::size_t at = 0; (at = text.find(kCurly, at)) != std::string::npos; ++at)
    text.replace(at, kCurly.size(), "'");
  return text;
}

}  // namespace

bool concrete(std::string_view text) {
  bool word = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '`' || c == '/' || c == '_' || c == '"' || (c >= '0' && c <= '9') ||
        static_cast<unsigned char>(c) >= 0xE3)
      return true;
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && i > 1 && text[i - 1] != '.' && (word || text[i - 1] == ' ') &&
        text[i - 2] != '.' &&
        !(text.substr(i).starts_with("I ") || text.substr(i).starts_with("I'")))
      return true;
    word = (c >= 'a' && c <= 'z') || upper;
  }
  return false;
}

bool boasts(std::string_view text) { return has_cue(lowered(text), kBoasts); }

bool announces_next(std::string_view text) {
  return starts_with_cue(lowered(with_plain_apostrophes(std::string(text))), kAnnouncing);
}

FactKind kind_of(const Unit& unit) {
  if (unit.text.starts_with('<')) return FactKind::talk;
  const std::string lower = lowered(with_plain_apostrophes(unit.text));
  if (has_cue(lower, kBoasts) || starts_with_cue(lowered(unit.heading), kAbout))
    return FactKind::talk;
  const bool listed = unit.kind != Unit::Kind::sentence;
  const FactKind own = kind_of_words(unit.text, lower, listed);
  if (own == FactKind::question && lower.ends_with('?')) return own;
  const FactKind from_heading = kind_by_heading(unit.heading);
  return listed && from_heading != FactKind::talk ? from_heading : own;
}

}  // namespace baton
