#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/extract/shell.hpp"
#include "core/handoff/handoff.hpp"

namespace baton {

/// The shell commands of a session: how each ended the last time, which errors are open, what
/// fixed the others.
class Commands {
 public:
  /// A run that ended. `output` may be cut in the middle.
  void ran(std::string_view command, std::string_view output, bool failed, int turn);

  /// The background command with that id, as its start told it, was stopped.
  void stopped(std::string_view id);

  struct Fixed {
    std::string command;
    std::string error;
    std::string by;        ///< the command that ran between failure and success, "" if none
    bool lasting = false;  ///< met again by whoever does the same, not a fault since mended
    int turn = 0;
    int since = 0;  ///< the turn in which it ended well; 0: in another failure
  };

  std::vector<HandoffCommand> useful() const;  ///< most telling first
  std::vector<HandoffCommand> open() const;    ///< failed the last time they ran
  const std::vector<Fixed>& fixed() const { return fixed_; }
  /// The last command that tests, whether or not its output counts them; "" if there was none.
  const std::string& last_tried_test() const { return tried_test_; }
  const HandoffCommand& last_test() const { return last_test_; }
  /// The last of the runs with the most tests.
  const HandoffCommand& widest_test() const { return widest_test_; }
  const std::vector<HandoffItem>& warnings() const { return warnings_; }

 private:
  struct Run {
    HandoffCommand command;
    CommandKind kind = CommandKind::look;
    std::string remedy;  ///< what was installed or done since it failed
  };
  void note_fix(const Run& before, int since);
  void note_test(const HandoffCommand& run);
  void note_warnings(std::string_view output, int turn);

  void show(const HandoffCommand& command, CommandKind kind);

  std::map<std::string, Run, std::less<>> runs_;  ///< by what was run
  struct Shown {
    HandoffCommand command;
    CommandKind kind = CommandKind::look;
  };
  std::vector<Shown> shown_;  ///< each command as it was written, the last run of it
  std::vector<Fixed> fixed_;
  std::vector<HandoffItem> warnings_;
  std::map<std::string, std::string, std::less<>> background_;  ///< commands as shown, by id
  std::string tried_test_;
  HandoffCommand last_test_;
  HandoffCommand widest_test_;
  long widest_tests_ = 0;
};

}  // namespace baton
