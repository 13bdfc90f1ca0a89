#include "core/handoff/lint/lint.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/sort.hpp"
#include "core/base/text.hpp"
#include "core/handoff/lint/rules.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kShownText = 100;

constexpr auto kRules = std::to_array<LintRule>({
    {"empty", 100, "the document", "there is nothing in it", check_empty},
    {"no-next-step", 25, "the document",
     "it says nowhere what to do next: add a section \"Next steps\", the first step first",
     check_next_step},
    {"no-goal", 12, "the document",
     "it says nowhere what the work is for: add a section \"Goal\" of a sentence", check_goal},
    {"unfilled-template", 12, "all words",
     "\"%\" was left over from a template: fill it in or remove it", check_template},
    {"vague-step", 12, "steps and what is in progress",
     "names no piece of work: say what to change, and where", check_vague_steps},
    {"step-without-place", 5, "short steps",
     "names no file, command or identifier: say where to begin", check_step_places},
    {"partly-done", 6, "what is called partly done",
     "says neither what is done nor what is left: name both (a share only if it was counted)",
     check_partial},
    {"blocker-without-wait", 6, "blockers",
     "does not say what it waits for: who or what has to come, or what fails", check_blockers},
    {"decision-without-reason", 5, "decisions",
     "gives no reason: add \"because …\", or the next session will decide it again",
     check_decisions},
    {"failure-without-cause", 6, "failed approaches",
     "does not say why it failed: add the cause, or that it is unknown", check_failures},
    {"done-without-evidence", 4, "short entries about what is done",
     "says nothing by which it can be checked: a file, a commit, a command, a result",
     check_evidence},
    {"tests-without-command", 6, "claims that tests pass",
     "says that tests pass, but no command that runs them is in the document", check_test_claims},
    {"service-without-start", 6, "services that run",
     "% runs, but neither its address nor how to start it is in the document", check_services},
    {"assumed-knowledge", 6, "all words",
     "\"%\" means nothing to a reader who was not there: say what it is", check_assumed},
    {"dangling-reference", 5, "all words",
     "\"%\" points at nothing by name: name the section or repeat it", check_dangling},
    {"relative-path", 4, "all words",
     "\"%\" depends on the reader's directory: write the path from the repository's root",
     check_relative_paths},
    {"ambiguous-path", 4, "steps, blockers and errors",
     "several files of this document are called %: write the path from the repository's root",
     check_ambiguous_paths},
    {"stale-date", 5, "dates", "% does not fit the document's own date: bring it up to date",
     check_stale_dates},
    {"undated-time", 4, "words such as \"tomorrow\"",
     "\"%\" has no date to be counted from: write the day", check_undated_time},
});

std::size_t characters_before(std::string_view line, std::size_t bytes) {
  return characters(line.substr(0, std::min(bytes, line.size())));
}

}  // namespace

std::span<const LintRule> lint_rules() { return kRules; }

void LintReport::run(const LintRule& rule) {
  rule_ = &rule;
  found_ = 0;
  rule.check(*this);
}

void LintReport::add(std::string_view part, std::string_view name) {
  const std::size_t line = document_.line_of(part);
  push(line, static_cast<std::size_t>(part.data() - document_.lines[line].text.data()), name);
}

void LintReport::add_to_document() {
  const auto& lines = document_.lines;
  const auto heading = std::ranges::find_if(lines, &LintLine::heading);
  push(heading == lines.end() ? 0 : static_cast<std::size_t>(heading - lines.begin()), 0, {});
}

void LintReport::push(std::size_t line, std::size_t offset, std::string_view name) {
  if (++found_ > kMostFindingsOfARule) return;
  std::string message(rule_->message);
  if (const std::size_t at = message.find('%'); at != std::string::npos)
    message.replace(at, 1, one_line(name, 60));
  const std::string_view text = line < document_.lines.size() ? document_.lines[line].text : "";
  findings_.push_back({.rule = std::string(rule_->id),
                       .line = line + 1,
                       .column = characters_before(text, offset) + 1,
                       .message = std::move(message),
                       .text = one_line(cut(text, 4 * kShownText), kShownText)});
}

std::vector<LintFinding> lint(std::string_view markdown) {
  const LintDocument document = read_for_lint(markdown);
  std::vector<LintFinding> findings;
  LintReport report(document, findings);
  for (const LintRule& rule : kRules) {
    report.run(rule);
    if (rule.check == check_empty && !findings.empty()) return findings;
  }
  sort_by(findings, [](const LintFinding& a, const LintFinding& b) {
    if (a.line != b.line) return a.line < b.line;
    return a.column != b.column ? a.column < b.column : a.rule < b.rule;
  });
  return findings;
}

int lint_score(std::span<const LintFinding> findings) {
  std::map<std::string_view, int> costs;
  int score = 100;
  for (const LintFinding& finding : findings) {
    const auto rule = std::ranges::find(kRules, finding.rule, &LintRule::id);
    if (rule == kRules.end()) continue;
    const auto cost = costs.try_emplace(finding.rule, rule->weight).first;
    score -= cost->second;
    cost->second /= 2;
  }
  return std::max(score, 0);
}

Json lint_json(std::span<const LintFinding> findings) {
  Json list = Json::array();
  for (const LintFinding& finding : findings)
    list.push_back({{"rule", finding.rule},
                    {"line", finding.line},
                    {"column", finding.column},
                    {"message", finding.message},
                    {"text", finding.text}});
  return {{"score", lint_score(findings)}, {"findings", std::move(list)}};
}

}  // namespace baton
