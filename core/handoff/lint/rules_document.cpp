// Rules about the document as a whole: what is nowhere in it.
#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/lint/rules.hpp"
#include "core/handoff/lint/words.hpp"

namespace baton {
namespace {

using Names = std::string_view;

constexpr std::size_t kLongestLabel = 30;

constexpr auto kGoalTitles = std::to_array<Names>({
    "goal",    "goals",   "objective", "objectives", "mission", "purpose", "overview",
    "about",   "task",    "focus",     "problem",    "why",     "intent",  "background",
    "context", "summary", "tl;dr",     "phase",      "project", "scope",   "vision",
});

constexpr auto kGoalLabels = std::to_array<Names>({
    "goal",
    "goals",
    "objective",
    "objectives",
    "mission",
    "purpose",
    "task",
    "focus",
    "scope",
});

constexpr auto kStepTitles = std::to_array<Names>({
    "start here",
    "priority",
    "priorities",
    "queue",
    "queued",
    "roadmap",
    "plan",
    "resume",
    "to resume",
    "resuming",
    "how to continue",
    "tasks",
    "open",
    "future",
    "later",
    "milestones",
    "recommended",
});

constexpr auto kNothingLeft = std::to_array<Names>({
    "nothing left",
    "no next step",
    "no next steps",
    "no remaining",
    "no further",
    "no open steps",
    "nothing remains",
    "nothing to do",
    "nothing further",
    "no follow-up",
    "all work is done",
});

constexpr auto kServices = std::to_array<Names>({
    "postgres",       "postgresql",   "redis",      "mysql",         "mariadb",
    "mongodb",        "rabbitmq",     "kafka",      "elasticsearch", "nginx",
    "ollama",         "minio",        "memcached",  "dev server",    "development server",
    "backend server", "local server", "api server", "web server",
});

constexpr auto kRuns = std::to_array<Names>(
    {"running", "runs", "is up", "started", "listening", "must be up", "must run", "stopped"});

constexpr auto kTestClaims = std::to_array<Names>({
    "tests pass",
    "tests are passing",
    "tests passing",
    "tests passed",
    "tests all pass",
    "passing tests",
    "tests green",
    "tests are green",
    "all green",
    "suite passes",
    "suite is green",
    "test passes",
    "tests: all pass",
});

/// A wish or a condition is no claim.
constexpr auto kConditions = std::to_array<Names>({
    "if",        "when",   "until", "unless",   "must",   "should", "ensure",
    "make sure", "verify", "once",  "maintain", "before", "after",  "check that",
    "whether",   "need",   "needs", "confirm",  "not",    "keep",
});

constexpr auto kTestCommands = std::to_array<Names>({
    "npm test",
    "npm run test",
    "npm t",
    "pnpm test",
    "pnpm run test",
    "yarn test",
    "bun test",
    "bun run test",
    "deno test",
    "pytest",
    "cargo test",
    "cargo nextest",
    "go test",
    "ctest",
    "make test",
    "make check",
    "vitest",
    "jest",
    "mocha",
    "mvn test",
    "mvn verify",
    "gradle test",
    "gradlew test",
    "gradlew check",
    "phpunit",
    "rspec",
    "rails test",
    "rake test",
    "dotnet test",
    "tox",
    "nox",
    "mix test",
    "swift test",
    "xcodebuild test",
    "unittest",
    "playwright test",
    "bazel test",
    "flutter test",
    "zig build test",
    "ninja test",
    "run_tests",
    "unit_tests",
    "npm run check",
    "manage.py test",
    "composer test",
    "just test",
    "turbo test",
    "turbo run test",
    "nx test",
    "run-tests",
    "runtests",
});

constexpr auto kDeadlines =
    std::to_array<Names>({"by", "until", "due", "deadline", "before", "no later than", "on"});

bool any_line(const LintDocument& document, bool (*holds)(const LintLine&)) {
  return std::ranges::any_of(document.lines, holds);
}

/// A title that says more than that this is a handoff: "Session 6 handoff: test products".
bool title_tells(std::string_view title) {
  constexpr Names kPlain[] = {"session", "handoff", "handover", "hand",   "off",     "document",
                              "notes",   "note",    "prompt",   "next",   "steps",   "summary",
                              "active",  "context", "master",   "brief",  "for",     "the",
                              "of",      "to",      "a",        "an",     "in",      "from",
                              "current", "state",   "status",   "report", "project", "end"};
  const std::string lower = lowered(title);
  const auto tells = [&](std::string_view word) {
    return !is_digit(word.front()) && std::ranges::find(kPlain, word) == std::end(kPlain);
  };
  return std::ranges::count_if(lint_words(lower), tells) >= 2;
}

bool tells_a_goal(const LintLine& line) {
  if (line.topic == Topic::goal || line.topic == Topic::summary) return true;
  if (line.heading) return has_phrase(line.lower, kGoalTitles);
  const std::string_view lower = line.lower;
  const std::size_t colon = lower.find(':');
  return colon < kLongestLabel && has_phrase(lower.substr(0, colon), kGoalLabels);
}

bool tells_a_step(const LintLine& line) {
  if (line.heading) return has_phrase(line.lower, kStepTitles);
  if (has_phrase(line.lower, kNothingLeft) || contains(line.text, "- [ ] ")) return true;
  const std::string_view lower = line.lower;
  const std::size_t colon = lower.find(':');
  return colon < kLongestLabel && find_phrase(lower.substr(0, colon), "next") != std::string::npos;
}

/// The goal of Baton's own rendering says how it ended: finished needs no step, and what is
/// unfinished is the step.
bool own_goal_settles(const LintDocument& document) {
  return document.own && any_line(document, [](const LintLine& line) {
           return line.topic == Topic::goal &&
                  (contains(line.lower, "— finished") || contains(line.lower, "— unfinished"));
         });
}

bool is_open_work(const LintStatement& statement) {
  const bool topic = statement.topic == Topic::next || statement.topic == Topic::in_progress;
  return topic && !says_none(statement.text);
}

/// A port, an address or a command: how a service is reached or started.
bool tells_where(const LintLine& line) {
  if (line.fenced || contains(line.lower, "://") || contains(line.text, "`")) return true;
  if (find_phrase(line.lower, "port") != std::string::npos) return true;
  for (std::size_t at = 0; (at = line.text.find(':', at)) != std::string_view::npos; ++at)
    if (at + 2 < line.text.size() && is_digit(line.text[at + 1]) && is_digit(line.text[at + 2]))
      return true;
  return false;
}

bool about_services(const LintLine& line) {
  constexpr Names kTitles[] = {"service", "services", "running"};
  return has_phrase(lowered(line.title), kTitles);
}

/// Where a line says that the service runs; npos if it does not.
std::size_t runs_at(const LintLine& line, Names service) {
  if (!line.judged()) return std::string::npos;
  const std::size_t at = find_phrase(line.lower, service);
  if (at == std::string::npos) return at;
  return has_phrase(line.lower, kRuns) || (about_services(line) && !line.heading)
             ? at
             : std::string::npos;
}

/// What is no product but "the dev server" is reached by whatever address the document gives.
bool gives_an_address(const LintDocument& document) {
  constexpr Names kAddresses[] = {"localhost", "127.0.0.1", "0.0.0.0", "run dev", "pm2 start"};
  return std::ranges::any_of(
      document.lines, [&](const LintLine& line) { return has_phrase(line.lower, kAddresses); });
}

void check_service(LintReport& report, Names service) {
  const LintLine* first = nullptr;
  std::size_t column = 0;
  for (const LintLine& line : report.document().lines) {
    if (find_phrase(line.lower, service) == std::string::npos) continue;
    if (tells_where(line)) return;
    const std::size_t at = first ? std::string::npos : runs_at(line, service);
    if (at == std::string::npos) continue;
    first = &line;
    column = at;
  }
  if (service.ends_with(" server") && first && gives_an_address(report.document())) return;
  if (first) report.add(first->text.substr(column), first->text.substr(column, service.size()));
}

/// Where a line claims that tests pass: in words, or as `208/208 passing`.
std::size_t claim_at(const LintLine& line) {
  if (!line.judged() || has_phrase(line.lower, kConditions)) return std::string::npos;
  for (const Names claim : kTestClaims)
    if (const std::size_t at = find_phrase(line.lower, claim); at != std::string::npos) return at;
  const std::size_t passing = find_phrase(line.lower, "passing");
  const std::size_t slash = line.lower.find('/');
  const bool counted = slash != std::string::npos && slash > 0 && slash + 1 < line.lower.size() &&
                       is_digit(line.lower[slash - 1]) && is_digit(line.lower[slash + 1]);
  return counted && passing != std::string::npos ? slash : std::string::npos;
}

/// The dates of a line that come after a word such as "by".
std::vector<std::string_view> deadlines_in(std::string_view text) {
  std::vector<std::string_view> dates;
  for (std::size_t at = 0; (at = find_date(text, at)) != std::string_view::npos; at += 10) {
    const std::size_t from = at > 20 ? at - 20 : 0;
    const std::string before = lowered(trimmed(text.substr(from, at - from)));
    const bool due = std::ranges::any_of(kDeadlines, [&](Names word) {
      return before.ends_with(word) &&
             find_phrase(before, word, before.size() - word.size()) != std::string::npos;
    });
    if (due) dates.push_back(text.substr(at, 10));
  }
  return dates;
}

bool is_open(const LintStatement& statement) {
  return statement.topic == Topic::next || statement.topic == Topic::in_progress ||
         statement.topic == Topic::blockers;
}

}  // namespace

void check_empty(LintReport& report) {
  const auto says_something = [](const LintLine& line) {
    return !line.heading && !trimmed(line.text).empty() && !line.text.starts_with("<!--");
  };
  if (std::ranges::none_of(report.document().lines, says_something)) report.add_to_document();
}

void check_goal(LintReport& report) {
  const LintDocument& document = report.document();
  if (!document.english || (!document.own && title_tells(document.title))) return;
  if (!any_line(document, tells_a_goal)) report.add_to_document();
}

void check_next_step(LintReport& report) {
  const LintDocument& document = report.document();
  if (!document.english) return;
  const bool told = std::ranges::any_of(document.statements, is_open_work) ||
                    own_goal_settles(document) || any_line(document, tells_a_step);
  if (!told) report.add_to_document();
}

void check_services(LintReport& report) {
  for (const Names service : kServices) check_service(report, service);
}

void check_test_claims(LintReport& report) {
  const LintDocument& document = report.document();
  const bool told = any_line(document, [](const LintLine& line) {
    return has_phrase(line.lower, kTestCommands) || (line.record && line.title == "Last test");
  });
  if (told) return;
  for (const LintLine& line : document.lines) {
    const std::size_t at = claim_at(line);
    if (at == std::string::npos) continue;
    report.add(line.text.substr(at));
    return;
  }
}

/// A day that has passed when the document was written is no deadline, and what is told of a later
/// day shows that the document's date was not kept up.
void check_stale_dates(LintReport& report) {
  const LintDocument& document = report.document();
  if (document.date.empty() || document.own) return;
  for (const LintStatement& statement : document.statements) {
    if (is_open(statement))
      for (const std::string_view date : deadlines_in(statement.whole))
        if (date < document.date) report.add(date, date);
    if (statement.topic != Topic::accomplished) continue;
    const std::size_t at = find_date(statement.whole);
    if (at != std::string_view::npos && statement.whole.substr(at, 10) > document.date)
      report.add(statement.whole.substr(at), statement.whole.substr(at, 10));
  }
}

}  // namespace baton
