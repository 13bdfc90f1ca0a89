// Rules about single statements: steps, partial work, blockers, decisions, failures, what is done.
#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/lint/rules.hpp"
#include "core/handoff/lint/words.hpp"

namespace baton {
namespace {

using Signs = std::string_view;

/// A statement with more words explains itself.
constexpr std::size_t kShortStep = 9;
constexpr std::size_t kShortStatement = 12;

constexpr auto kReasons = std::to_array<Signs>({
    "because", "since", "so that",   "so",      "due to",      "to avoid", "avoid",    "avoids",
    "reason",  "why",   "rationale", "instead", "rather than", "for",      "to",       "as",
    "per",     "see",   "given",     "not",     "no",          "over",     "requires", "needs",
    "allows",  "keeps", "makes",     "simpler", "faster",      "safer",    "better",
});

constexpr auto kCauses = std::to_array<Signs>({
    "because", "since",     "due to",      "reason",    "why",     "cause",       "caused",
    "fixed",   "fails",     "failed with", "error",     "errors",  "broke",       "breaks",
    "timeout", "timed out", "too",         "not",       "no",      "never",       "doesn",
    "didn",    "don",       "cannot",      "can",       "couldn",  "stopped by",  "rejected by",
    "unknown", "would",     "hangs",       "hung",      "crash",   "crashes",     "crashed",
    "slow",    "missing",   "conflict",    "conflicts", "without", "unsupported", "only",
    "needs",   "requires",  "leaks",
});

constexpr auto kWaits = std::to_array<Signs>({
    "wait",    "waits",    "waiting",      "need",    "needs",       "needed",     "until",
    "require", "requires", "required",     "pending", "from",        "by",         "access",
    "because", "depends",  "dependent",    "after",   "missing",     "no",         "not",
    "without", "fail",     "fails",        "failing", "failed",      "error",      "errors",
    "cannot",  "can",      "approval",     "approve", "credentials", "credential", "key",
    "token",   "answer",   "decision",     "decide",  "down",        "broken",     "crashes",
    "hangs",   "timeout",  "incompatible", "exceeds", "limit",       "must",       "on",
    "to",      "too",      "unable",       "lacks",   "until",       "lost",       "unavailable",
});

constexpr auto kPartial = std::to_array<Signs>({
    "partially",
    "partly done",
    "half done",
    "half-done",
    "half finished",
    "half-finished",
    "mostly done",
    "mostly complete",
    "almost done",
    "almost complete",
    "nearly done",
    "nearly complete",
    "partially done",
    "partially complete",
    "partially implemented",
    "partially working",
    "partial implementation",
    "half implemented",
});

constexpr auto kRests = std::to_array<Signs>({
    "remaining", "remains", "remain", "missing", "left",    "still",   "todo",
    "to do",     "not",     "needs",  "need",    "except",  "but",     "without",
    "next",      "lacks",   "only",   "pending", "works",   "waiting", "written",
    "running",   "started", "review", "after",   "blocked",
});

constexpr auto kProofs = std::to_array<Signs>({
    "test",     "tests",     "tested",     "verified",  "verify",   "passes",
    "passing",  "green",     "build",      "builds",    "deployed", "live",
    "released", "merged",    "pushed",     "committed", "commit",   "measured",
    "checked",  "confirmed", "reproduced", "published", "works",    "see",
});

bool short_of(const LintStatement& statement, std::size_t words) {
  return !statement.deep && !statement.row && lint_words(statement.text).size() <= words;
}

bool marks_a_clause(std::string_view text) {
  constexpr std::string_view kMarks = "(:;→";
  return contains(text, "—") || contains(text, "–") || contains(text, " - ") ||
         contains(text, "->") || contains(text, "→") ||
         text.find_first_of(kMarks.substr(0, 3)) != std::string_view::npos;
}

bool silent(const LintStatement& statement) { return says_none(statement.text); }

bool is_step(const LintStatement& statement) {
  return statement.topic == Topic::next && statement.entry && !silent(statement);
}

/// A title that gives what its entries leave out: "Decisions (rationale in ADR.md)".
bool title_has(const LintStatement& statement, std::span<const Signs> words) {
  return has_phrase(lowered(statement.title), words);
}

/// Whether a short statement says nothing of what `signs` stand for. What stands under a heading
/// of its own is about that, and only loosely about the topic above it.
bool lacks(const LintStatement& statement, std::span<const Signs> signs) {
  if (statement.inherits || !short_of(statement, kShortStatement) || silent(statement))
    return false;
  return !marks_a_clause(statement.text) && !has_phrase(lowered(statement.whole), signs);
}

bool has_share(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at)
    if ((text[at] == '%' || text[at] == '/') && is_digit(text[at - 1])) return true;
  return false;
}

/// What the section says outright, and what only stands in it.
bool called_partial(const LintStatement& statement, const LintDocument& document) {
  const bool fits = statement.topic == Topic::in_progress || statement.topic == Topic::state ||
                    statement.topic == Topic::next || statement.topic == Topic::accomplished;
  if (fits && has_phrase(lowered(statement.text), kPartial)) return true;
  return statement.topic == Topic::in_progress && statement.entry && !document.own;
}

bool sections_of_decisions(const LintStatement& statement) {
  constexpr Signs kTitles[] = {"decision", "decisions", "decided", "choices", "choice"};
  return title_has(statement, kTitles);
}

bool sections_of_failures(const LintStatement& statement) {
  constexpr Signs kProhibitions[] = {"don", "do not"};
  return !title_has(statement, kProhibitions);
}

template <class Check>
void each_of(LintReport& report, Topic topic, const Check& wrong) {
  for (const LintStatement& statement : report.document().statements)
    if (statement.topic == topic && wrong(statement)) report.add(statement.text);
}

}  // namespace

void check_vague_steps(LintReport& report) {
  for (const LintStatement& statement : report.document().statements) {
    const bool step = is_step(statement) || (statement.topic == Topic::in_progress &&
                                             statement.entry && !silent(statement));
    if (step && !statement.deep && only_vague_words(statement.text)) report.add(statement.text);
  }
}

void check_step_places(LintReport& report) {
  each_of(report, Topic::next, [](const LintStatement& step) {
    return is_step(step) && !step.referenced && short_of(step, kShortStep) &&
           !marks_a_clause(step.text) && !names_something(step.text) &&
           !names_something(step.title) && !only_vague_words(step.text);
  });
}

void check_partial(LintReport& report) {
  if (!report.document().english) return;
  for (const LintStatement& statement : report.document().statements) {
    if (statement.referenced || silent(statement) || !short_of(statement, kShortStatement))
      continue;
    if (!called_partial(statement, report.document()) || only_vague_words(statement.text)) continue;
    const bool told = has_share(statement.whole) || marks_a_clause(statement.text) ||
                      has_phrase(lowered(statement.whole), kRests);
    if (!told) report.add(statement.text);
  }
}

void check_blockers(LintReport& report) {
  if (!report.document().english) return;
  each_of(report, Topic::blockers,
          [](const LintStatement& blocker) { return blocker.entry && lacks(blocker, kWaits); });
}

void check_decisions(LintReport& report) {
  if (!report.document().english) return;
  each_of(report, Topic::decisions, [](const LintStatement& decision) {
    return decision.entry && sections_of_decisions(decision) && lacks(decision, kReasons);
  });
}

void check_failures(LintReport& report) {
  if (!report.document().english) return;
  each_of(report, Topic::failed, [](const LintStatement& failure) {
    return failure.entry && sections_of_failures(failure) && lacks(failure, kCauses);
  });
}

void check_evidence(LintReport& report) {
  if (!report.document().english) return;
  each_of(report, Topic::accomplished, [](const LintStatement& done) {
    return done.entry && !done.referenced && lacks(done, kProofs) && !names_something(done.text);
  });
}

}  // namespace baton
