#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/extract/paths.hpp"

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
  /// Where relative paths start: absolute ones below it mean the same files.
  void work_in(std::string_view cwd) { paths_ = Paths(cwd); }
  /// Deletes a file, or the files below a folder, as named by a shell that stands in `folder` (""
  /// is the working directory). What the session itself made is gone without a trace.
  void remove(std::string_view path, int turn, std::string_view folder = {});
  /// A file that a shell in `folder` writes; `path` as it was given there.
  void write(std::string_view path, TouchedFile::Change change, int turn, bool main,
             std::string_view folder);
  /// Keeps what `added` brings in that `removed` had not.
  void note_lines(std::string_view path, std::string_view removed, std::string_view added);

  const std::map<std::string, TouchedFile, std::less<>>& all() const { return files_; }
  int last_turn() const { return last_turn_; }

 private:
  bool erase(std::string_view path, int turn);

  Paths paths_;
  std::map<std::string, TouchedFile, std::less<>> files_;
  int last_turn_ = 0;
};

/// The files that a patch of `apply_patch` names, with what it does to each.
std::vector<std::pair<std::string, TouchedFile::Change>> files_of_patch(std::string_view patch);

}  // namespace baton
