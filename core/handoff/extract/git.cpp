#include "core/handoff/extract/git.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostCommits = 60;
constexpr std::size_t kMostPaths = 60;

bool is_hash(std::string_view word) {
  return word.size() >= 7 && word.size() <= 40 &&
         word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// `word` up to where `mark` starts in it.
std::string_view before(std::string_view text, std::string_view mark) {
  return text.substr(0, text.find(mark));
}

/// The quoted message of `git commit … -m 'message'`.
std::string message_of(std::string_view command) {
  command = command.substr(command.find("git commit"));
  for (const std::string_view option : {"m \"", "m '", "message \"", "message '"}) {
    const std::size_t at = command.find(option);
    if (at == std::string_view::npos) continue;
    std::string_view text = command.substr(at + option.size());
    if (text.starts_with("$(cat"))
      text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    text = before(trimmed(text), "\n");
    return one_line(before(text, option.substr(option.size() - 1)), 160);
  }
  return {};
}

/// Whether a command can work only where a repository is.
bool asks_repository(std::string_view command) {
  constexpr std::string_view kAnywhere[] = {"clone", "config", "help", "version", "ls-remote"};
  for (const std::string& part : shell_parts(command)) {
    const std::vector<std::string> words = shell_words(part);
    if (words.size() < 2 || words[0] != "git" || words[1].starts_with("--v")) continue;
    if (std::ranges::find(kAnywhere, words[1]) == std::end(kAnywhere)) return true;
  }
  return false;
}

/// The paths that `git add` names; empty where it takes everything.
std::vector<std::string> added_by(std::string_view command) {
  std::vector<std::string> paths;
  for (const std::string& part : shell_parts(command)) {
    const std::vector<std::string> words = shell_words(part);
    if (words.size() < 3 || words[0] != "git" || words[1] != "add") continue;
    for (std::size_t i = 2; i < words.size(); ++i) {
      if (words[i] == "." || words[i].starts_with('-')) return {};
      paths.push_back(words[i]);
    }
  }
  return paths;
}

/// Whether a path that git shows is one of those added, or below one of them.
bool is_among(std::string_view path, const std::vector<std::string>& added) {
  return std::ranges::any_of(added, [&](std::string_view one) {
    if (one.starts_with("./")) one.remove_prefix(2);
    if (one.ends_with('/')) one.remove_suffix(1);
    return path == one || (path.starts_with(one) && path.substr(one.size()).starts_with('/')) ||
           one.ends_with('/' + std::string(path));
  });
}

}  // namespace

bool GitState::left_out(std::string_view path) const {
  return std::ranges::find(left_out_, path) != left_out_.end();
}

void GitState::note_left_out(std::string_view command) {
  const std::vector<std::string> added = added_by(command);
  if (added.empty()) return;
  left_out_.clear();
  for (const std::string& path : uncommitted_)
    if (!is_among(path, added)) left_out_.push_back(path);
}

void GitState::read(std::string_view command, std::string_view output, int turn) {
  if (!contains(command, "git ")) return;
  seen_ = seen_ || (asks_repository(command) && !contains(output, "not a git repository"));
  if (contains(command, "git commit")) note_left_out(command);
  const bool commits = contains(command, "commit");
  for (std::string_view line : lines_of(output)) {
    line = trimmed(line);
    if (commits && line.starts_with('[')) read_commit(line, turn);
    if (line.starts_with("On branch ")) branch_ = one_line(line.substr(10), 100);
    if (line.starts_with("Your branch is up to date")) ahead_.clear();
    if (line.starts_with("Your branch is ahead of ")) {
      ahead_ = one_line(before(line.substr(15), "."), 120);
      ahead_turn_ = turn;
    }
  }
  if (commits && contains(command, "git commit") && !said_commit(turn))
    read_quiet(command, output, turn);
  if (contains(command, "git push") && !contains(output, "rejected")) {
    pushed_ = true;
    ahead_.clear();
  }
  if (contains(command, "status -s") || contains(command, "--short") ||
      contains(command, "--porcelain"))
    read_short_status(output);
  else if (contains(output, "Changes not staged") || contains(output, "Untracked files:") ||
           contains(output, "Changes to be committed") || contains(output, "working tree clean"))
    read_status(output);
}

/// `[main 6dacbd6] Subject`, `[main (root-commit) 1a2b3c4] Subject`.
void GitState::read_commit(std::string_view line, int turn) {
  const std::size_t close = line.find(']');
  if (close == std::string_view::npos || close > 120) return;
  const std::string_view head = line.substr(1, close - 1);
  const std::size_t blank = head.rfind(' ');
  if (blank == std::string_view::npos || !is_hash(head.substr(blank + 1))) return;
  branch_ = before(head, " ");
  commits_.push_back(
      {std::string(head.substr(blank + 1)), one_line(trimmed(line.substr(close + 1)), 160), turn});
  if (commits_.size() > kMostCommits) commits_.erase(commits_.begin() + 1);
  uncommitted_.clear();
}

/// `git commit -q` prints nothing. A log in the same command names the commit; without one its
/// message is taken from the command.
void GitState::read_quiet(std::string_view command, std::string_view output, int turn) {
  if (contains(output, "nothing to commit") || contains(output, "no changes added")) return;
  Commit commit{{}, std::string(message_of(command)), turn};
  const std::string_view asked = command.substr(command.find("git commit"));
  if (contains(asked, "git log"))
    for (std::string_view line : lines_of(output)) {
      const std::string_view hash = before(trimmed(line), " ");
      if (!is_hash(hash)) continue;
      commit.hash = hash;
      commit.subject = one_line(trimmed(trimmed(line).substr(hash.size())), 160);
      break;
    }
  if (commit.hash.empty() && commit.subject.empty()) return;
  commits_.push_back(std::move(commit));
  if (commits_.size() > kMostCommits) commits_.erase(commits_.begin() + 1);
  uncommitted_.clear();
}

void GitState::read_status(std::string_view output) {
  uncommitted_.clear();
  bool untracked = false;
  for (std::string_view line : lines_of(output)) {
    if (line.starts_with("Untracked files:")) untracked = true;
    if (line.starts_with("Changes ")) untracked = false;
    if (!line.starts_with('\t') || uncommitted_.size() >= kMostPaths) continue;
    line = trimmed(line);
    const std::size_t colon = line.find(":   ");
    if (colon != std::string_view::npos) line = trimmed(line.substr(colon + 1));
    std::string path(cut(line, 300));
    if (untracked) path += " (untracked)";
    if (std::find(uncommitted_.begin(), uncommitted_.end(), path) == uncommitted_.end())
      uncommitted_.push_back(std::move(path));
  }
}

void GitState::read_short_status(std::string_view output) {
  uncommitted_.clear();
  for (std::string_view line : lines_of(output)) {
    if (line.size() < 4 || line[2] != ' ' || uncommitted_.size() >= kMostPaths) continue;
    const std::string_view mark = line.substr(0, 2);
    if (mark.find_first_not_of(" MADRCU?!") != std::string_view::npos || mark == "  ") continue;
    std::string path(cut(trimmed(line.substr(3)), 300));
    if (mark == "??") path += " (untracked)";
    uncommitted_.push_back(std::move(path));
  }
}

}  // namespace baton
