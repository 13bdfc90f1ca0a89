#include "core/handoff/extract/files.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostFiles = 4000;
constexpr std::size_t kMostLines = 6;

/// Lines that say nothing by themselves: brackets, imports, comments' frames.
bool tells_of_its_file(std::string_view line) {
  if (line.size() < 12 || line.size() > 160) return false;
  constexpr auto kDull =
      std::to_array<std::string_view>({"import ", "from ", "#include", "use ", "using ", "*", "/*",
                                       "//", "}", ")", "]", "<", "\"\"\""});
  if (std::any_of(kDull.begin(), kDull.end(),
                  [&](std::string_view start) { return line.starts_with(start); }))
    return false;
  return std::count_if(line.begin(), line.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         }) >= 8;
}

/// Whether a path is another or lies below it.
bool is_within(std::string_view name, std::string_view path) {
  return name.starts_with(path) && (name.size() == path.size() || name[path.size()] == '/');
}

}  // namespace

void TouchedFiles::change(std::string_view path, TouchedFile::Change change, int turn, bool main) {
  if (path.empty() || path.size() > 1000) return;
  last_turn_ = std::max(last_turn_, turn);
  auto found = files_.find(path);
  if (found == files_.end()) {
    if (files_.size() >= kMostFiles) return;
    found = files_.emplace(std::string(path), TouchedFile{.change = change, .lines = {}}).first;
  }
  TouchedFile& file = found->second;
  if (file.change == TouchedFile::Change::deleted || change == TouchedFile::Change::deleted)
    file.change = change;
  file.turn = turn;
  file.main = file.main || main;
}

bool TouchedFiles::erase(std::string_view path, int turn) {
  if (path.empty()) return false;
  bool ours = false;
  for (auto at = files_.begin(); at != files_.end();) {
    if (!is_within(paths_.relative(at->first), path)) {
      ++at;
      continue;
    }
    ours = true;
    if (at->second.change == TouchedFile::Change::created) {
      at = files_.erase(at);
      continue;
    }
    at->second.change = TouchedFile::Change::deleted;
    at->second.turn = turn;
    ++at;
  }
  return ours;
}

/// A folder that is not remembered rightly may hide what lies below the working directory.
void TouchedFiles::remove(std::string_view path, int turn, std::string_view folder) {
  const std::string meant = paths_.relative(joined_path(folder, path));
  if (erase(meant, turn) || erase(paths_.relative(joined_path({}, path)), turn)) return;
  if (base_name(meant).find('.') != std::string_view::npos)
    change(meant, TouchedFile::Change::deleted, turn, true);
}

/// Written by another name before, it stays one file.
void TouchedFiles::write(std::string_view path, TouchedFile::Change change, int turn, bool main,
                         std::string_view folder) {
  const std::string meant = paths_.relative(joined_path(folder, path));
  const auto known = std::find_if(files_.begin(), files_.end(), [&](const auto& one) {
    return paths_.relative(one.first) == meant;
  });
  this->change(known == files_.end() ? std::string_view(meant) : known->first, change, turn, main);
}

void TouchedFiles::note_lines(std::string_view path, std::string_view removed,
                              std::string_view added) {
  const auto found = files_.find(path);
  if (found == files_.end() || removed.size() + added.size() > 20000) return;
  std::set<std::string_view> before;
  for (std::string_view line : lines_of(removed)) before.insert(trimmed(line));
  std::deque<std::string>& lines = found->second.lines;
  const auto gone = [&](const std::string& line) { return before.contains(line); };
  std::erase_if(lines, gone);
  std::size_t taken = 0;
  for (std::string_view line : lines_of(added)) {
    line = trimmed(line);
    if (before.contains(line) || !tells_of_its_file(line)) continue;
    if (std::find(lines.begin(), lines.end(), line) != lines.end()) continue;
    lines.emplace_back(line);
    if (lines.size() > kMostLines) lines.pop_front();
    if (++taken == kMostLines) break;
  }
}

std::vector<std::pair<std::string, TouchedFile::Change>> files_of_patch(std::string_view patch) {
  using Change = TouchedFile::Change;
  struct Mark {
    std::string_view start;
    Change change;
  };
  constexpr auto kMarks = std::to_array<Mark>({{"*** Add File: ", Change::created},
                                               {"*** Update File: ", Change::modified},
                                               {"*** Delete File: ", Change::deleted},
                                               {"*** Move to: ", Change::created}});
  std::vector<std::pair<std::string, Change>> files;
  for (std::string_view line : lines_of(patch))
    for (const Mark& mark : kMarks)
      if (line.starts_with(mark.start) && files.size() < 200)
        files.emplace_back(trimmed(line.substr(mark.start.size())), mark.change);
  return files;
}

}  // namespace baton
