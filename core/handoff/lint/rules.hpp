#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/lint/document.hpp"
#include "core/handoff/lint/lint.hpp"

namespace baton {

class LintReport;

/// One rule. `message` says what is wrong and what to write; a `%` in it stands for the name that
/// the check gives.
struct LintRule {
  std::string_view id;
  int weight;                 ///< what its first finding costs of 100
  std::string_view looks_at;  ///< for people
  std::string_view message;
  void (*check)(LintReport&);
};

/// All rules, those about the whole document first.
std::span<const LintRule> lint_rules();

/// What a check sees and where it says what it found.
class LintReport {
 public:
  LintReport(const LintDocument& document, std::vector<LintFinding>& findings)
      : document_(document), findings_(findings) {}

  void run(const LintRule& rule);
  const LintDocument& document() const { return document_; }
  /// A finding at the place where `part`, a view of the document, begins.
  void add(std::string_view part, std::string_view name = {});
  /// A finding about the document as a whole: at its first heading.
  void add_to_document();

 private:
  void push(std::size_t line, std::size_t offset, std::string_view name);

  const LintDocument& document_;
  std::vector<LintFinding>& findings_;
  const LintRule* rule_ = nullptr;
  std::size_t found_ = 0;
};

void check_empty(LintReport& report);
void check_goal(LintReport& report);
void check_next_step(LintReport& report);
void check_services(LintReport& report);
void check_test_claims(LintReport& report);
void check_stale_dates(LintReport& report);
void check_undated_time(LintReport& report);
void check_template(LintReport& report);
void check_assumed(LintReport& report);
void check_dangling(LintReport& report);
void check_relative_paths(LintReport& report);
void check_ambiguous_paths(LintReport& report);
void check_vague_steps(LintReport& report);
void check_step_places(LintReport& report);
void check_partial(LintReport& report);
void check_blockers(LintReport& report);
void check_decisions(LintReport& report);
void check_failures(LintReport& report);
void check_evidence(LintReport& report);

}  // namespace baton
