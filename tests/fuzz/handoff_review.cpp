// Any bytes can be checked as a handoff, and compared: with itself nothing changes, and what was
// open in the one half is told against the other half exactly once.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/text.hpp"
#include "core/handoff/diff.hpp"
#include "core/handoff/lint/lint.hpp"

namespace {

void check_lint(std::string_view text) {
  const std::size_t lines = std::max<std::size_t>(1, baton::lines_of(text).size());
  const auto findings = baton::lint(text);
  for (const baton::LintFinding& finding : findings)
    if (finding.line < 1 || finding.line > lines || finding.column < 1) std::abort();
  if (baton::first_invalid_utf8(baton::to_text(baton::lint_json(findings))) !=
      std::string_view::npos)
    std::abort();
}

void check_diff(const baton::Handoff& before, const baton::Handoff& after) {
  for (const baton::HandoffChange& change : baton::diff(before, before).changes)
    if (change.kind != baton::ChangeKind::kept) std::abort();
  std::size_t told = 0;
  for (const baton::HandoffChange& change : baton::diff(before, after).changes)
    told += change.kind != baton::ChangeKind::added &&
            (change.section == "blockers" || change.from == "blockers") &&
            (change.from.empty() || change.from == "blockers");
  if (told != before.blockers.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::int64_t replaced = 0;
  const std::string text =
      baton::repaired_utf8({reinterpret_cast<const char*>(data), size}, replaced);
  check_lint(text);
  const std::string_view first = baton::cut(text, text.size() / 2);
  check_diff(baton::parse_handoff(first),
             baton::parse_handoff(std::string_view(text).substr(first.size())));
  return 0;
}
