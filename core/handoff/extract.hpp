#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"
#include "core/transcript/turn.hpp"

namespace baton {

/// What is known beside the turns when a session ends.
struct Closing {
  std::string project;
  int session_number = 0;
  std::string date;            ///< ISO 8601
  std::string cwd;             ///< where the session worked
  std::string folder;          ///< the project's, that `cwd` lies in: paths are written relative
                               ///< to it, or to `cwd` where it is not known
  std::string objectives;      ///< what the session was started for
  std::string branch, commit;  ///< the repository's state, "" if unknown
  std::vector<std::string> uncommitted;
  std::vector<HandoffItem> branches;  ///< other branches with open work, a line each
  std::vector<std::string> accomplished, blockers, next;  ///< stated by the person
  int away_days = 0;      ///< the person will be away for so long: what they need then is added
  std::vector<int> drop;  ///< 1-based numbers of the previous handoff's next steps to close
};

/// Extracts a handoff from a session, without a model: one pass, in bounded memory, the same answer
/// for the same turns. Later turns outweigh earlier ones; what was superseded is not stated.
class Extractor {
 public:
  /// See work_in.
  explicit Extractor(std::string_view cwd = {}, std::string_view folder = {});
  ~Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;

  /// Where the session works, so that a path removed later is known for the file it means, and in
  /// which project's folder (Closing).
  void work_in(std::string_view cwd, std::string_view folder = {});

  /// `number` is the turn's 1-based number in the session.
  void add(const Turn& turn, int number);

  /// `previous` is the project's last handoff, or null: its open steps, blockers, wishes, decisions
  /// and questions are carried on, what was done since is moved to `accomplished`.
  Handoff finish(const Closing& closing, const Handoff* previous) const;

  /// Whether there is something to hand over: a tool call, or two turns typed by a person.
  bool substantive() const;

  /// Files that the session touched, by what it did last, their paths as in a handoff: "created",
  /// "modified" or "deleted".
  struct File {
    std::string path;
    std::string change;
  };
  std::vector<File> files() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace baton
