#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// A file that tool calls changed.
struct TouchedFile {
  enum class Change : std::uint8_t { created, modified, deleted };
  Change change = Change::modified;
  int turn = 0;                   ///< of the last change
  bool main = false;              ///< changed by the main conversation, not only by a subagent
  std::deque<std::string> lines;  ///< telling lines that the last edits brought in, oldest first
};

/// The files that a session changed, by the path as it was given; at most some thousands.
class TouchedFiles {
 public:
  void change(std::string_view path, TouchedFile::Change change, int turn, bool main);
  /// Deletes a file, or the files below a folder. What the session itself made is gone without a
  /// trace.
  void remove(std::string_view path, int turn);
  /// Keeps what `added` brings in that `removed` had not.
  void note_lines(std::string_view path, std::string_view removed, std::string_view added);

  const std::map<std::string, TouchedFile, std::less<>>& all() const { return files_; }
  int last_turn() const { return last_turn_; }

 private:
  std::size_t depth_of_nearest(std::string_view path) const;

  std::map<std::string, TouchedFile, std::less<>> files_;
  int last_turn_ = 0;
};

/// The files that a patch of `apply_patch` names, with what it does to each.
std::vector<std::pair<std::string, TouchedFile::Change>> files_of_patch(std::string_view patch);

/// The paths that a shell command removes (`rm`, `git rm`), as given.
std::vector<std::string> paths_removed_by(std::string_view command);

}  // namespace baton
