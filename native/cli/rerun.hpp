#pragma once
#include "native/cli/verification.hpp"

namespace baton::cli {

/// Runs the commands among the claims again, if the person agrees, and puts what came of it into
/// the verification.
///
/// A command from a handoff is a stranger's text. It is run only
///
/// - with `run`, after the person saw it whole and said yes on a terminal; "always" is remembered
///   for this repository and exactly this text (native/machine/trust.hpp), and not asked again;
/// - with `yes`, without a question, if it was remembered so.
///
/// What cannot be shown as it is (control characters, masks, cut text) is never run.
Result<bool> rerun(Desk& desk, const VerifyWords& words, Verification& verification);

}  // namespace baton::cli
