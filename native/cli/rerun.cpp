#include "native/cli/rerun.hpp"

#include "core/base/text.hpp"
#include "core/handoff/item_line.hpp"
#include "native/cli/ask.hpp"
#include "native/cli/text_width.hpp"
#include "native/machine/process.hpp"
#include "native/machine/trust.hpp"

namespace baton::cli {
namespace {

using machine::Finding;
using machine::Verdict;

constexpr std::size_t kLongestCommand = 1000;
constexpr std::chrono::minutes kPatience{10};

/// Whether a person who reads it on one line reads all of it, and it means what it meant.
bool shows_whole(const std::string& command) {
  return command.size() <= kLongestCommand && one_line(command) == command &&
         !contains(command, "[masked:") && !contains(command, "…");
}

bool is_run(ClaimKind kind) { return kind == ClaimKind::test || kind == ClaimKind::preflight; }

/// "pre-flight `npm test`: exit 1", "make test passes now, then it failed".
std::string told(const Claim& claim, int exit_code) {
  const std::string code = std::to_string(exit_code);
  if (claim.kind == ClaimKind::preflight) return "pre-flight `" + claim.subject + "`: exit " + code;
  return claim.subject +
         (exit_code == 0 ? " passes now, then it failed" : " fails now (exit code " + code + ")");
}

void judge(Finding& finding, const Result<machine::ProgramEnd>& end) {
  if (!end) {
    finding.found = end.error().code == "timed_out" ? "it did not end within 10 minutes"
                                                    : one_line(end.error().message);
    return;
  }
  const bool passes = end->exit_code == 0;
  finding.verdict = passes == (finding.claim.expected == "passes") ? Verdict::holds
                    : passes                                       ? Verdict::changed
                                                                   : Verdict::broken;
  finding.found = finding.verdict == Verdict::holds ? "" : told(finding.claim, end->exit_code);
}

void run_again(Desk& desk, const std::string& folder, Finding& finding) {
  remark(desk, "Running " + finding.claim.subject + " …");
  judge(finding, machine::run_program({.words = {"sh", "-c", "cd -- \"$1\" && eval \"$2\"", "sh",
                                                 folder, finding.claim.subject},
                                       .unset = {},
                                       .set = {},
                                       .patience = kPatience}));
}

std::string question(const std::string& folder, const Claim& claim) {
  const std::string where = reference(claim.session, claim.turn);
  return std::string(claim.kind == ClaimKind::preflight ? "A pre-flight check of the handoff"
                                                        : "The handoff's last test") +
         (where.empty() ? "" : ", from " + where) + ", is\n  " + claim.subject + "\nRun it in " +
         one_line(folder) + "?";
}

/// Whether the person agrees now; why not is in the finding.
Result<bool> agreed(Desk& desk, const machine::TrustedCommands& trusted, const std::string& folder,
                    Finding& finding) {
  const auto consent = ask(desk, question(folder, finding.claim));
  if (!consent) finding.found = "there is no terminal to ask on";
  if (consent == Consent::no) finding.found = "you said no";
  if (consent == Consent::always) {
    TRY(const bool added, trusted.remember(folder, finding.claim.subject));
    static_cast<void>(added);
  }
  return consent == Consent::once || consent == Consent::always;
}

Result<bool> rerun_one(Desk& desk, const VerifyWords& words, const std::string& folder,
                       Finding& finding) {
  const std::string& command = finding.claim.subject;
  const machine::TrustedCommands trusted(desk.environment);
  if (!shows_whole(command)) {
    finding.found = "it cannot be shown on a line as it is, so it is not run";
    return false;
  }
  if (!trusted.knows(folder, command)) {
    finding.found = "nobody agreed to it in this repository for good: say always with --run";
    if (!words.run) return false;
    TRY(const bool yes, agreed(desk, trusted, folder, finding));
    if (!yes) return false;
  }
  run_again(desk, folder, finding);
  return true;
}

}  // namespace

Result<bool> rerun(Desk& desk, const VerifyWords& words, Verification& verification) {
  if (verification.folder.empty()) return false;
  bool any = false;
  for (Finding& finding : verification.findings) {
    if (!is_run(finding.claim.kind)) continue;
    finding.found = finding.claim.kind == ClaimKind::test ? "it is run again only with --run"
                                                          : "it is run only with --run";
    if (!words.run && !words.yes) continue;
    TRY(const bool ran, rerun_one(desk, words, verification.folder, finding));
    any = any || ran;
  }
  return any;
}

}  // namespace baton::cli
