#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <unordered_set>

namespace baton::machine {

/// The top of the worktree that the directory lies in, canonical; "" if it is in none.
std::string top_of(const std::string& directory, std::chrono::milliseconds patience);

/// How a commit lies to the head.
struct Distance {
  int behind = 0;  ///< commits that the head has and the commit has not
  int apart = 0;   ///< commits that the commit has and the head has not: 0 if the head contains it
};
std::optional<Distance> distance_to_head(const std::string& top, const std::string& commit,
                                         std::chrono::milliseconds patience);

/// The head as it was at an instant (ISO 8601), going by the dates of commits; "" if unknown.
std::string commit_before(const std::string& top, const std::string& instant,
                          std::chrono::milliseconds patience);

/// Paths, relative to the top, of tracked files that differ from the commit.
std::optional<std::unordered_set<std::string>> changed_since(const std::string& top,
                                                             const std::string& commit,
                                                             std::chrono::milliseconds patience);

/// Whether the commit holds the path, which is relative to the top.
bool has_path(const std::string& top, const std::string& commit, const std::string& path,
              std::chrono::milliseconds patience);

/// The names, without folders, of all tracked files.
std::optional<std::unordered_set<std::string>> tracked_names(const std::string& top,
                                                             std::chrono::milliseconds patience);

/// Hexadecimal digits, 4 to 64 of them: what git never reads as an option or an expression.
bool is_commit_name(const std::string& text);

}  // namespace baton::machine
