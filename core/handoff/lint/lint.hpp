#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.hpp"

namespace baton {

/// What a rule says of one place of a handoff document.
struct LintFinding {
  std::string rule;        ///< the rule's id
  std::size_t line = 1;    ///< from 1
  std::size_t column = 1;  ///< from 1, in characters
  std::string message;     ///< what is wrong, and what to write instead
  std::string text;        ///< the line itself, shortened
  bool operator==(const LintFinding&) const = default;
};

/// The score from which a handoff passes unless the caller asks for another.
inline constexpr int kPassingScore = 80;

/// At most so many findings of one rule are told.
inline constexpr std::size_t kMostFindingsOfARule = 50;

/// Checks a handoff document, Baton's own rendering or any other Markdown, in the order of its
/// lines. The rules look at what the document says and ask only for what its writer knew: a reason,
/// a place, a command, what is left; never for a figure that nobody measured. Words that were
/// recorded verbatim (requests, wishes, the assistant's last message) are evidence and are not
/// judged; a statement that points at its turn (`12:758`) has its place and its evidence there.
/// Rules about the choice of words know English only. Takes time linear in the document.
///
///     for (const LintFinding& f : lint("## Next steps\n- fix stuff\n")) …   // 3:3 vague-step
std::vector<LintFinding> lint(std::string_view markdown);

/// 0–100: 100 less what the findings cost. The first finding of a rule costs the rule's weight,
/// each further one half of the one before, rounded down, so that a rule costs less than twice its
/// weight and a long document is not worse for being long. Never below 0.
int lint_score(std::span<const LintFinding> findings);

/// `{score, findings: [{rule, line, column, message, text}]}`.
Json lint_json(std::span<const LintFinding> findings);

}  // namespace baton
