#include "native/cli/rerun.hpp"

#include "core/base/text.hpp"
#include "native/cli/ask.hpp"
#include "native/cli/text_width.hpp"
#include "native/machine/process.hpp"
#include "native/machine/trust.hpp"

namespace baton::cli {
namespace {

using machine::Finding;
using machine::Verdict;

constexpr std::size_t kLongestCommand = 1000;
constexpr std::chrono::minutes kTestPatience{10};

/// Whether a person who reads it on one line reads all of it, and it means what it meant.
bool shows_whole(const std::string& command) {
  return command.size() <= kLongestCommand && one_line(command) == command &&
         !contains(command, "[masked:") && !contains(command, "…");
}

void judge(Finding& finding, const Result<machine::ProgramEnd>& end) {
  const std::string& command = finding.claim.subject;
  const bool passed_then = finding.claim.expected == "passes";
  if (!end) {
    finding.found = end.error().code == "timed_out" ? "it did not end within 10 minutes"
                                                    : one_line(end.error().message);
    return;
  }
  const bool passes = end->exit_code == 0;
  finding.verdict = passes == passed_then ? Verdict::holds
                    : passes              ? Verdict::changed
                                          : Verdict::broken;
  finding.found.clear();
  if (finding.verdict == Verdict::changed) finding.found = command + " passes now, then it failed";
  if (finding.verdict == Verdict::broken)
    finding.found = command + " fails now (exit code " + std::to_string(end->exit_code) + ")";
}

void run_again(Desk& desk, const std::string& folder, Finding& finding) {
  remark(desk, "Running " + finding.claim.subject + " …");
  judge(finding, machine::run_program({.words = {"sh", "-c", "cd -- \"$1\" && eval \"$2\"", "sh",
                                                 folder, finding.claim.subject},
                                       .unset = {},
                                       .set = {},
                                       .patience = kTestPatience}));
}

Result<bool> rerun_one(Desk& desk, const VerifyWords& words, const std::string& folder,
                       Finding& finding) {
  const std::string& command = finding.claim.subject;
  const machine::TrustedCommands trusted(desk.environment);
  if (!shows_whole(command)) {
    finding.found = "it cannot be shown on a line as it is, so it is not run";
    return false;
  }
  if (words.yes && trusted.knows(folder, command)) {
    run_again(desk, folder, finding);
    return true;
  }
  finding.found = "nobody agreed to it in this repository yet: run it once with --run";
  if (!words.run) return false;
  const auto agreed = ask(
      desk, "The handoff's last test is\n  " + command + "\nRun it in " + one_line(folder) + "?");
  if (!agreed) finding.found = "there is no terminal to ask on";
  if (agreed && !*agreed) finding.found = "you said no";
  if (!agreed || !*agreed) return false;
  TRY(const bool remembered, trusted.remember(folder, command));
  static_cast<void>(remembered);
  run_again(desk, folder, finding);
  return true;
}

}  // namespace

Result<bool> rerun(Desk& desk, const VerifyWords& words, Verification& verification) {
  if (verification.folder.empty()) return false;
  bool any = false;
  for (Finding& finding : verification.findings) {
    if (finding.claim.kind != ClaimKind::test) continue;
    finding.found = "it is run again only with --run";
    if (!words.run && !words.yes) continue;
    TRY(const bool ran, rerun_one(desk, words, verification.folder, finding));
    any = any || ran;
  }
  return any;
}

}  // namespace baton::cli
