#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "native/cli/intake.hpp"
#include "native/machine/git.hpp"

namespace baton::cli {

/// What the person says at the end of a session.
struct ClosingWords {
  std::vector<std::string> accomplished, blockers, next;
  std::vector<int> drop;  ///< numbers of the previous handoff's next steps that are closed
  std::optional<double> credits;
  int away_days = 0;   ///< 0: not
  std::string model;   ///< that is to help, "" for none
  std::string source;  ///< the assistant's session id, "" if it was not said
};

/// A session that was completed, and from what.
struct Closed {
  Answer answer;
  IntakeTotals captured;
  std::optional<machine::RepositoryState> repository;  ///< nullopt outside a repository
};

/// Takes in what the assistants wrote since the session began, then completes it with the state of
/// the repository, if the working directory is the project's.
Result<Closed> close_session(Desk& desk, const Project& project, const SessionRow& session,
                             const ClosingWords& words);

/// The state of the repository; nullopt where the working directory is not the project's or git
/// does not answer within `patience`.
std::optional<machine::RepositoryState> repository_here(
    Desk& desk, const Project& project,
    std::chrono::milliseconds patience = std::chrono::seconds(30));

/// What a completion sends.
Json closing_body(const Desk& desk, const ClosingWords& words,
                  const std::optional<machine::RepositoryState>& repository);

/// The receipt: done, partial, next, uncommitted, unpushed, and whether it is safe to stop.
void print_receipt(Desk& desk, const Closed& closed);

}  // namespace baton::cli
