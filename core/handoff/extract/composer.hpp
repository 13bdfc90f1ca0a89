#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/extract.hpp"
#include "core/handoff/extract/paths.hpp"
#include "core/handoff/extract/session.hpp"
#include "core/handoff/extract/words.hpp"

namespace baton {

/// Turns what is remembered of a session into a handoff; used once. What was asked is in
/// composer_asked.cpp, what was said in composer_words.cpp, what was done in composer_work.cpp.
class Composer {
 public:
  Composer(const Session& session, const Closing& closing);
  Handoff compose();

 private:
  static constexpr std::size_t kMostNotes = 120;

  /// The latest request for work; a question only where nothing else was asked, and what only sets
  /// a stopped request right leaves that request the goal.
  void choose_goal();

  void head();
  /// What the person typed when closing comes first.
  void stated();

  HandoffItem item(std::string_view text, std::string_view detail, int turn) const {
    return {paths_.shortened(text), paths_.shortened(detail), closing_.session_number, turn};
  }
  const Episode& last() const { return told_.back(); }
  bool ended_well() const { return !last().closing.empty() && !last().interrupted; }

  void goal();
  /// The last episode that serves the goal: its own, or what set it right.
  std::size_t end_of_goal() const;
  std::string status() const;
  bool todos_done() const;
  /// How a request ended, in a line.
  static std::string outcome_of(const Episode& episode);
  /// Likewise of the request at `i`, with what corrected it.
  std::string outcome_at(std::size_t i) const;
  void requests();

  void todos();
  /// What proves that the work is done: a commit after the last edit, or tests that passed then.
  std::string evidence() const;
  void state();
  void other_state();
  void broken_off(const HandoffItem& done);
  /// The changed files by name, " (a.cpp, b.cpp)", where they are few.
  std::string few_names() const;
  void errors();

  /// Only what the user typed, as it was typed.
  void wishes();
  /// Whether a request was worked on to its end: what it objects to is over.
  bool carried_out(const Episode& episode) const;
  bool refused_after(int turn) const;
  /// What the user stopped, refused or objected to, and what became of it.
  void refusals();

  /// The words that ended the last request, by what each is.
  void last_words();
  void place(const Fact& fact, const std::string& proof);
  /// Lists of what is missing, whenever they were made: what was neither done nor listed again
  /// since is open.
  void open_lists(Episode& episode);
  /// Whether a later statement counts the same and comes to another number.
  bool outdated(const Fact& fact);
  /// A failure that was told before tests passed again.
  bool overcome(const Fact& fact) const;
  /// The statement without what outputs contradict; that becomes a question.
  std::string checked(std::string_view text, int turn);
  void said_on_the_way();
  void place_earlier(const Fact& fact, bool asked_since);
  bool tell_failure(const Fact& fact);
  HandoffItem decision(const Fact& fact) const;
  void add_offer(const Fact& fact);
  void compaction();
  void collect_done();

  void commits();
  void files();
  void commands();
  /// Servers, packages and migrations that the session's commands show.
  void machine();
  /// The changes ran: a command that names a changed file ended well after the last edit.
  std::optional<HandoffCommand> ran_after_edits() const;
  /// What a plan that awaits an answer would do.
  void awaiting_plan(const Session::Call& call);
  void plan_as_next(std::string_view plan, std::string_view detail, int turn);
  /// The steps of the plan agreed to, where the session broke off and kept no task list.
  void agreed_plan();
  /// Where less than two steps are known: what follows from the facts, marked as derived.
  void derived_steps();
  void derive(std::string_view text, std::string_view why, int turn);
  void derive_going_on();
  std::string found_before_plan() const;
  void derive_check();
  void derive_commit();
  /// Whether anything showed that the files lie in a repository.
  bool in_repository() const;
  /// Whether the user, the plan or the task list asked to push.
  bool push_asked() const;
  /// The files that the work is about but that were not changed.
  void files_read();
  bool touches(std::string_view path) const;
  bool is_work(std::string_view path) const;
  /// What failed on the way, by what was tried, why, and what was done then.
  void failures();
  /// The last failure of a call, where nothing else is known to have failed.
  void failure_got_over();
  /// What was said to be done although the write of its file failed.
  void contradictions();
  /// Files of one name made in several folders: often two workers that did not know of each other.
  void twins();
  /// Lesser things, for where there is room.
  void fillers();
  void told_by_subagents();

  const Session& session_;
  const Closing& closing_;
  Paths paths_;
  std::vector<Episode> told_;
  std::size_t goal_ = static_cast<std::size_t>(-1);
  WordBag done_;
  std::map<std::string, std::string> counted_;  ///< the last number of what was counted
  std::set<std::string> replies_;               ///< statements that the refusals have
  std::set<std::string> listed_;                ///< labels of what a later list has as missing
  Handoff handoff_;
};

}  // namespace baton
