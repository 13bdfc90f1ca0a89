#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/handoff/extract/attempts.hpp"
#include "core/handoff/extract/commands.hpp"
#include "core/handoff/extract/compaction.hpp"
#include "core/handoff/extract/environment.hpp"
#include "core/handoff/extract/facts.hpp"
#include "core/handoff/extract/files.hpp"
#include "core/handoff/extract/git.hpp"
#include "core/handoff/extract/request.hpp"
#include "core/handoff/extract/seen_values.hpp"
#include "core/handoff/extract/todos.hpp"
#include "core/transcript/turn.hpp"

namespace baton {

/// A request of the user and what the assistant did until the next.
struct Episode {
  std::string request;
  int turn = 0;
  bool objects = false;      ///< corrects what came before
  bool stopped = false;      ///< follows an interruption: corrects the request before
  bool asks_only = false;    ///< asks for words, not for work
  bool interrupted = false;  ///< the user stopped the assistant
  bool superseded = false;   ///< the next request objects to its outcome
  std::vector<Fact> facts;   ///< said on the way
  std::string closing;       ///< the assistant's last words, nothing done after them
  int closing_turn = 0;
  std::string refused;  ///< a plan or a tool call that the user refused
};

/// A file that was read.
struct ReadFile {
  int turn = 0;       ///< the last time
  bool main = false;  ///< by the main conversation
};

/// A look at the code, and what it gave.
struct Look {
  std::string action;              ///< "`Grep` “class A” in src"
  std::string gave;                ///< "found a.ts:3 class A", "declares A, B"
  std::vector<std::string> paths;  ///< a few of the files that a search found
  int turn = 0;
};

/// A plan that the user agreed to.
struct AgreedPlan {
  std::string text;
  int turn = 0;
};

/// What is remembered of a session while its turns come by; bounded whatever the session's length.
class Session {
 public:
  void add(const Turn& turn, int number);

  std::vector<Episode> episodes;  ///< the first, and the latest
  Episode before;                 ///< what was said before the first request
  TouchedFiles files;
  Commands commands;
  Attempts attempts;
  GitState git;
  MachineUse machine;
  SeenValues seen;
  Todos todos;
  std::optional<Compaction> compaction;
  std::optional<AgreedPlan> plan;        ///< the last
  std::map<std::string, ReadFile> read;  ///< by path
  std::vector<Look> unanswered;          ///< since the assistant's last words, the latest
  int last_said_turn = 0;
  std::string last_said;    ///< the assistant's last words, whatever followed
  HandoffItem last_action;  ///< the main conversation's last call that ended
  std::map<std::string, HandoffItem>
      unwritten;                     ///< the last write failed; by path, with the reason
  std::vector<HandoffItem> detours;  ///< a file that was not written, and the one in its place
  std::string slash_command;         ///< the last, where no request was typed with it
  int slash_command_turn = 0;
  std::vector<HandoffItem> answers;          ///< the user's answers to the assistant's questions
  std::vector<HandoffItem> refused_options;  ///< what a question offered and the user did not take
  std::vector<HandoffItem> reports;          ///< what subagents reported, statement by statement
  std::vector<HandoffItem> reading;  ///< what was looked at since the last request, in a line each
  std::vector<HandoffItem> looked_up;  ///< what the web gave, the latest
  std::string test_manifest;           ///< the last file read that says how to test, "" if none
  HandoffItem last_failure;            ///< the main conversation's last call that failed, and why
  int tool_calls = 0;
  int typed_turns = 0;
  int last_turn = 0;

  /// What the assistant asked, and the labels of the answers it offered.
  struct Question {
    std::string text;
    std::vector<std::string> options;
  };

  /// A call without a result, as the session ended.
  struct Call {
    std::string tool;
    std::string subject;  ///< command, path or description
    std::string pattern;  ///< that a search looked for
    std::vector<std::pair<std::string, TouchedFile::Change>> files;
    std::string removed, added;  ///< of an edit
    std::vector<Question> questions;
    int turn = 0;
    bool main = true;
  };
  std::vector<Call> running() const;

  /// All episodes, the last one closed by what was said last; the words before any request first.
  std::vector<Episode> told() const;

 private:
  Episode& open() { return episodes.empty() ? before : episodes.back(); }
  void add_user(const Turn& turn, int number);
  void add_words(const Turn& turn, int number);
  void add_call(const Turn& turn, int number);
  void add_result(const Turn& turn, int number);
  void add_summary(const Turn& turn, int number);
  void start(UserWords words, int number);
  void digest_words();
  void close_words();
  void read_input(const Turn& turn, Call& call);
  void note_shell_writes(std::string_view command);
  void note_detour(const Turn& turn, const Call& call);
  void note_unanswered(const Turn& turn, const Call& call);
  void note_shell_files(const Call& call, int number);
  void follow_shell(std::string_view command, std::string_view output, bool failed);
  void note_writes(const Turn& turn, const Call& call, int number);
  void note_failure(const Turn& turn, const Call& call, int number);
  void read_refusal(const Call& call);
  void read_answers(const Turn& turn, const Call& call, int number);
  void read_report(const Turn& turn, int number);
  void read_files(const Turn& turn, const Call& call);
  void note_reading(const Turn& turn, const Call& call);
  void agree(const Call& call);
  std::map<std::string, Call>::iterator call_of(const Turn& turn, int number);
  void settle_edits(int number);

  std::map<std::string, Call> pending_;  ///< by call id
  std::string shell_folder_;             ///< that `cd` led to, "" for the working directory
  HandoffItem refused_write_;            ///< the last write, if it was refused as not yet read
  std::string plan_file_;                ///< what was written of a plan outside of the project
  std::string words_;                    ///< the assistant's last, nothing done since
  int words_turn_ = 0;
  bool linked_ = false;  ///< results name their calls
  bool interrupted_ = false;
};

}  // namespace baton
