#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "native/cli/progress.hpp"
#include "native/cli/sessions.hpp"
#include "native/machine/histories.hpp"

namespace baton::cli {

/// What came of taking transcripts in.
struct IntakeTotals {
  std::int64_t created = 0;    ///< sessions made
  std::int64_t grown = 0;      ///< sessions that got turns
  std::int64_t unchanged = 0;  ///< transcripts that held nothing new
  std::int64_t empty = 0;      ///< transcripts without a turn
  std::int64_t handoffs = 0;   ///< handoff documents taken in
  std::int64_t turns = 0;
  std::int64_t damaged = 0;                      ///< lines that could not be read
  std::map<std::string, std::int64_t> masked;    ///< secrets by rule
  std::map<std::string, std::int64_t> projects;  ///< sessions made or grown, by project
  Json answers = Json::array();  ///< what the API said of each file, with its `path`
  std::vector<Error> failures;   ///< of single files; the others went on

  std::int64_t masked_total() const;
};

/// Takes transcripts in, each where it belongs:
///
/// - into the open session of its project, if the assistant wrote since that began: it never
/// becomes
///   a second session;
/// - of a file that holds several sessions, that goes for what began since then;
/// - else into the session that it became before, as far as there is more of it;
/// - else it becomes a completed session of its project.
class Intake {
 public:
  Intake(Desk& desk, std::int64_t total_bytes);

  /// Takes one in and counts it. What is wrong with the file is counted among the failures and told
  /// on stderr; an error is only what would stop every other file too (the disk, the server).
  Result<bool> take(const machine::Transcript& transcript, const Project& project);

  const IntakeTotals& totals() const { return totals_; }
  /// For failures that are found before a file is taken in.
  void add_failure(Error error);

 private:
  struct Place {
    std::string session;       ///< attach to it; "" for a session of its own
    std::string since;         ///< only what was written later; "" for all
    std::int64_t project = 0;  ///< 0: the one given
    bool nothing_new = false;
  };
  Result<Place> place_of(const machine::Transcript& transcript, const Project& project);
  Result<std::optional<SessionRow>> open_session_of(const Project& project);
  Result<Answer> send(const machine::Transcript& transcript, const Project& project,
                      const Place& place);
  void count_session(const Project& project, const Json& session);
  void count(const machine::Transcript& transcript, const Project& project, const Json& data);

  Desk& desk_;
  Progress progress_;
  IntakeTotals totals_;
  std::map<std::string, std::optional<SessionRow>> open_;
};

/// What assistants wrote for the project since the session began, on this machine.
Result<std::vector<machine::Transcript>> written_since(Desk& desk, const Project& project,
                                                       const std::string& since);

/// Takes into the open session what assistants wrote in its project since it began.
Result<IntakeTotals> capture(Desk& desk, const Project& project, const SessionRow& session);

/// `340 turns in 2 sessions, 3 secrets masked, …` for people.
std::string summary_of(const IntakeTotals& totals);

}  // namespace baton::cli
