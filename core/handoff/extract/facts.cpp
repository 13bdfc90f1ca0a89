#include "core/handoff/extract/facts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.hpp"
#include "core/handoff/extract/counts.hpp"
#include "core/handoff/extract/words.hpp"
#include "core/handoff/topics.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostUnits = 160;
constexpr std::size_t kLongestList = 1000;

constexpr auto kOpeners = std::to_array<std::string_view>({
    "perfect",        "great",         "good",       "excellent",  "done",           "ok",
    "okay",           "yes",           "sure",       "got it",     "alright",        "good catch",
    "good question",  "you're right",  "absolutely", "certainly",  "of course",      "nice",
    "good research",  "wait",          "no",         "now",        "awesome",        "wonderful",
    "fantastic",      "understood",    "right",      "good point", "great question", "no problem",
    "you're correct", "you are right",
});

constexpr auto kAnnouncing = std::to_array<std::string_view>({
    "let me",
    "now let me",
    "now let's",
    "let's",
    "now i'll",
    "i'll",
    "i will",
    "now i need",
    "i need to",
    "i'm going to",
    "now i",
    "now the",
    "now add",
    "now update",
    "now run",
    "now write",
    "now register",
    "now install",
    "now commit",
    "first, let",
    "next, i",
    "next, let",
    "now,",
    "here's",
    "here is",
    "here are",
    "i've completed",
    "i've successfully",
    "i have successfully",
    "i successfully",
    "first let me",
    "also let me",
    "starting",
    "i've started",
    "i'm starting",
    "i'm now",
    "i'm finishing",
    "i've now",
    "i now have",
    "first, update",
    "i see your",
    "i see that you",
    "first, i",
    "so i",
    "instead, i",
    "instead, let",
    "now reinstall",
    "update progress",
});

constexpr auto kBoasts = std::to_array<std::string_view>({
    "ready for use",
    "ready to use",
    "production-ready",
    "production ready",
    "professional*",
    "fully functional",
    "enterprise-grade",
    "seamless*",
    "world-class",
    "state-of-the-art",
    "best practices",
    "robust",
    "comprehensive and",
    "modern design",
    "beautiful*",
    "polished",
});

constexpr auto kStronglyDeciding = std::to_array<std::string_view>({
    "decided",      "chose",     "chosen",    "going with", "opted",      "switch to", "on purpose",
    "deliberately", "by design", "the rule",  "rules say",  "must",       "never",     "always",
    "should use",   "scrap",     "we agreed", "the choice", "convention",
});

constexpr auto kDeciding = std::to_array<std::string_view>({
    "instead of",
    "instead",
    "rather than",
    "prefer",
    "approach:",
    "pattern is",
    "trade-off",
    "tradeoff",
});

/// What gives a reason: of a choice, unless it is the cause of a failure.
constexpr auto kReasoning = std::to_array<std::string_view>({
    "so that",
    "requires",
    "since",
    "because",
});

/// Announced with a reason, these are choices; reading and running are not.
constexpr auto kChoosing = std::to_array<std::string_view>({
    "use",
    "go with",
    "keep",
    "stick with",
    "stick to",
    "choose",
    "pick",
    "switch",
    "avoid",
    "leave",
    "store",
    "build on",
    "rely on",
});

constexpr auto kRedirecting = std::to_array<std::string_view>({
    "instead",
    "instead of",
    "rather than",
    "scrap",
    "start over",
    "switch to",
    "since no",
});

constexpr auto kDone = std::to_array<std::string_view>({
    "added",       "created",   "updated",  "fixed",      "changed",   "moved",        "removed",
    "implemented", "wrote",     "written",  "has been",   "have been", "now has",      "now have",
    "renamed",     "replaced",  "migrated", "refactored", "deleted",   "restructured", "deployed",
    "merged",      "completed", "built",    "made",       "switched",  "installed",    "configured",
    "committed",   "pushed",    "restored", "extracted",  "expanded",  "improved",     "extended",
    "registered",  "enhanced",  "wired",    "rewrote",    "reduced",
});

constexpr auto kClosedGaps = std::to_array<std::string_view>({
    "added",
    "fixed",
    "implemented",
    "covered",
    "closed",
    "resolved",
    "tests for",
    "filled",
});

constexpr auto kFailing = std::to_array<std::string_view>({
    "doesn't work", "didn't work", "does not work", "did not work", "failed",      "fails",
    "failing",      "the issue",   "an issue",      "build issue",  "the problem", "a problem",
    "bug",          "error",       "errors",        "conflict*",    "incompatib*", "not supported",
    "unsupported",  "discrepan*",  "wrong",         "caused by",    "due to",      "root cause",
    "broken",       "mismatch*",   "crash*",        "timed out",    "timeout",     "hang*",
    "regress*",     "flaky",       "cannot",        "can't",        "couldn't",    "unable to",
    "returns an",   "missing",     "no such",       "not found",
});

constexpr auto kDeadEnds = std::to_array<std::string_view>({
    "doesn't work",
    "didn't work",
    "does not work",
    "did not work",
    "not supported",
    "unsupported",
    "incompatib*",
    "can't use",
    "cannot use",
    "won't work",
    "not possible",
    "dead end",
    "gave up",
    "abandon*",
});

constexpr auto kFinding = std::to_array<std::string_view>({
    "i see",         "i can see", "i notice*",   "turns out",  "found that", "it appears",
    "only has",      "has no",    "there's",     "there is",   "there are",  "already",
    "actually",      "needs",     "no existing", "uses",       "contains",   "doesn't have",
    "does not have", "no custom", "exists",      "is empty",   "is not",     "isn't",
    "are not",       "supports",  "consists",    "depends on", "stored in",  "lives in",
    "defined in",    "located",   "currently",   "since no",   "none of",    "comes from",
    "the flow",      "only",      "expects",     "reports",    "means",
});

constexpr auto kNext = std::to_array<std::string_view>({"next step*",
                                                        "next:",
                                                        "to do",
                                                        "todo:",
                                                        "still need*",
                                                        "still to",
                                                        "remains to",
                                                        "remaining work",
                                                        "left to do",
                                                        "you can now",
                                                        "you should",
                                                        "you'll need",
                                                        "you will need",
                                                        "needs to be",
                                                        "to be done",
                                                        "should be done",
                                                        "follow-up",
                                                        "follow up",
                                                        "recommend*",
                                                        "i suggest",
                                                        "consider",
                                                        "once you",
                                                        "when you're ready",
                                                        "to finish",
                                                        "not yet done",
                                                        "not yet implemented"});

constexpr auto kAsking = std::to_array<std::string_view>({
    "would you like",
    "do you want",
    "should i",
    "shall i",
    "which would",
    "which do you",
    "let me know",
    "want me to",
    "how would you like",
    "is that",
    "does that",
    "could you",
    "can you confirm",
    "please confirm",
    "what would you like",
    "are you",
});

constexpr auto kUncertain = std::to_array<std::string_view>({
    "not verified",
    "unverified",
    "not tested",
    "untested",
    "haven't tested",
    "have not tested",
    "i assume*",
    "assumption",
    "assuming",
    "not sure",
    "unclear",
    "unknown whether",
    "may need",
    "might need",
    "couldn't verify",
    "could not verify",
    "not confirmed",
    "inferred",
    "i guess*",
    "could not be verified",
    "haven't verified",
    "have not verified",
    "needs verification",
    "to be confirmed",
    "tbd",
});

constexpr auto kBlocking = std::to_array<std::string_view>({
    "blocked by",
    "blocked on",
    "blocker*",
    "waiting for",
    "waiting on",
    "cannot proceed",
    "can't proceed",
    "until you",
    "requires access",
    "need access",
    "no access",
    "needs credentials",
    "permission denied",
    "requires your",
    "need your",
});

constexpr auto kMissing = std::to_array<std::string_view>({
    "missing",
    "not implemented",
    "unimplemented",
    "not yet",
    "remaining",
    "gaps",
    "gap",
    "lacking",
    "not covered",
    "uncovered",
    "not supported",
    "not done",
});

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

/// Takes "Perfect! " and the like off the front.
std::string_view without_opener(std::string_view text) {
  for (int rounds = 0; rounds < 3; ++rounds) {
    const std::size_t stop = text.find_first_of("!.,");
    if (stop == std::string_view::npos || stop > 24) break;
    const std::string head = lowered(text.substr(0, stop));
    if (std::find(kOpeners.begin(), kOpeners.end(), head) == kOpeners.end()) break;
    text = trimmed(text.substr(stop + 1));
  }
  while (text.starts_with("-- ") || text.starts_with("- ")) text = trimmed(text.substr(2));
  return text;
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

/// The heading of a list as its lead, without emoji in front; a boast leads nothing.
std::string plain_heading(std::string_view heading) {
  if (has_cue(lowered(heading), kBoasts)) return {};
  while (!heading.empty() &&
         (static_cast<unsigned char>(heading.front()) >= 0xE2 ||
          static_cast<unsigned char>(heading.front()) == ' ' ||
          (static_cast<unsigned char>(heading.front()) & 0xC0) == 0x80 || heading.front() == '*')) {
    if (static_cast<unsigned char>(heading.front()) >= 0xE3 &&
        static_cast<unsigned char>(heading.front()) < 0xEF)
      break;
    heading.remove_prefix(1);
  }
  return heading.empty() ? std::string() : std::string(heading) + ": ";
}

void join_lists(std::vector<Fact>& facts) {
  std::vector<Fact> out;
  std::string open;
  for (Fact& fact : facts) {
    const bool listed = fact.listed && !fact.heading.empty() && fact.kind != FactKind::question;
    if (listed && fact.heading == open &&
        out.back().text.size() + fact.text.size() < kLongestList) {
      out.back().text += "; " + fact.text;
      continue;
    }
    open = listed ? fact.heading : std::string();
    if (listed) fact.text = plain_heading(fact.heading) + fact.text;
    out.push_back(std::move(fact));
  }
  facts = std::move(out);
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

/// Short entries mean something under their label only: "It has sections on: cost; speed".
void join_short_lists(std::vector<Fact>& facts) {
  constexpr std::size_t kShort = 64;
  constexpr std::size_t kLabel = 24;
  const auto joins = [&](const Fact& fact) {
    return fact.listed && fact.kind == FactKind::done && fact.text.size() < kShort &&
           fact.heading.size() >= kLabel;
  };
  std::vector<Fact> out;
  for (Fact& fact : facts) {
    const bool more = joins(fact) && !out.empty() && out.back().heading == fact.heading &&
                      out.back().text.starts_with(fact.heading);
    if (more) {
      out.back().text += "; " + fact.text;
      continue;
    }
    if (joins(fact)) fact.text = fact.heading + ": " + fact.text;
    out.push_back(std::move(fact));
  }
  facts = std::move(out);
}

/// A failure keeps what the sentence behind it says is done about it: "Let me use happy-dom
/// instead."
void note_turn(const Unit& unit, Fact& failure) {
  if (failure.kind != FactKind::failure && failure.kind != FactKind::dead_end) return;
  if (unit.kind == Unit::Kind::sentence &&
      starts_with_cue(lowered(with_plain_apostrophes(unit.text)), kAnnouncing))
    failure.then = unit.text;
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

std::vector<Fact> facts_of(std::string_view message, int turn, Lists lists) {
  std::vector<Fact> facts;
  bool follows = false;  // what the fact before it says
  for (Unit& unit : units_of(message, kMostUnits)) {
    const std::string_view text = without_opener(unit.text);
    if (text.size() < 12 || count_words(text) < 2) continue;
    unit.text = std::string(text);
    if (std::exchange(follows, false)) note_turn(unit, facts.back());
    const FactKind kind = kind_of(unit);
    if (kind == FactKind::talk) continue;
    facts.push_back({kind,
                     std::move(unit.text),
                     std::move(unit.heading),
                     {},
                     turn,
                     unit.kind != Unit::Kind::sentence});
    follows = true;
  }
  if (lists == Lists::joined)
    join_lists(facts);
  else
    join_short_lists(facts);
  return facts;
}

}  // namespace baton
