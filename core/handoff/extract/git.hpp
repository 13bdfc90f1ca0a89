#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// What the outputs of git said of the repository, the latest word of each.
class GitState {
 public:
  struct Commit {
    std::string hash;  ///< "" where git did not say it
    std::string subject;
    int turn = 0;
  };

  /// Takes the output of a successful shell command that called git.
  void read(std::string_view command, std::string_view output, int turn);

  /// Whether a git command worked here: there is a repository.
  bool seen() const { return seen_; }
  /// Whether the session pushed.
  bool pushed() const { return pushed_; }
  /// Files that lay uncommitted when a commit took others by their names.
  bool left_out(std::string_view path) const;
  const std::string& branch() const { return branch_; }
  /// "ahead of 'origin/main' by 1 commit", "" if it was not said or was pushed since.
  const std::string& ahead() const { return ahead_; }
  int ahead_turn() const { return ahead_turn_; }
  /// Paths that the last status showed as not committed.
  const std::vector<std::string>& uncommitted() const { return uncommitted_; }
  /// The last commits of the session, oldest first.
  const std::vector<Commit>& commits() const { return commits_; }

 private:
  bool said_commit(int turn) const { return !commits_.empty() && commits_.back().turn == turn; }
  void read_commit(std::string_view line, int turn);
  void read_quiet(std::string_view command, std::string_view output, int turn);
  void read_status(std::string_view output);
  void read_short_status(std::string_view output);

  void note_left_out(std::string_view command);

  bool seen_ = false;
  bool pushed_ = false;
  std::vector<std::string> left_out_;
  std::string branch_;
  std::string ahead_;
  int ahead_turn_ = 0;
  std::vector<std::string> uncommitted_;
  std::vector<Commit> commits_;
};

}  // namespace baton
