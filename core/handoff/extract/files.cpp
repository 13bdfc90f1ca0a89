#include "core/handoff/extract/files.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.hpp"
#include "core/handoff/extract/shell.hpp"
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

constexpr std::size_t kNowhere = std::string_view::npos;

/// Where in `name` the path stands as a whole: at its start, or after a slash; kNowhere if it does
/// not.
std::size_t depth_of(std::string_view name, std::string_view path) {
  for (std::size_t at = name.find(path); at != std::string_view::npos;
       at = name.find(path, at + 1)) {
    const std::size_t end = at + path.size();
    const bool begins = at == 0 || name[at - 1] == '/';
    if (begins && (end == name.size() || name[end] == '/')) return at;
  }
  return kNowhere;
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

/// The folder that a shell works in is not known: of the files that the path may mean, those
/// nearest to the root are meant, and not the ones of a folder of that name further down.
std::size_t TouchedFiles::depth_of_nearest(std::string_view path) const {
  std::size_t nearest = kNowhere;
  for (const auto& [name, file] : files_) nearest = std::min(nearest, depth_of(name, path));
  return nearest;
}

void TouchedFiles::remove(std::string_view path, int turn) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  const std::size_t nearest = depth_of_nearest(path);
  bool ours = false;
  for (auto at = files_.begin(); at != files_.end();) {
    if (depth_of(at->first, path) != nearest || nearest == kNowhere) {
      ++at;
    } else if (at->second.change == TouchedFile::Change::created) {
      ours = true;
      at = files_.erase(at);
    } else {
      ours = true;
      at->second.change = TouchedFile::Change::deleted;
      at->second.turn = turn;
      ++at;
    }
  }
  const std::size_t name = path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1;
  if (!ours && path.substr(name).find('.') != std::string_view::npos)
    change(path, TouchedFile::Change::deleted, turn, true);
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

std::vector<std::string> paths_removed_by(std::string_view command) {
  std::vector<std::string> paths;
  for (const std::string& part : shell_parts(command)) {
    std::vector<std::string> words = shell_words(part);
    std::size_t at = 0;
    if (words.size() > 1 && words[0] == "git" && words[1] == "rm")
      at = 2;
    else if (!words.empty() && words[0] == "rm")
      at = 1;
    else
      continue;
    for (; at < words.size() && paths.size() < 50; ++at) {
      const std::string& word = words[at];
      if (!word.starts_with('-') && word.find_first_of("*$<>|&?") == std::string::npos)
        paths.push_back(word);
    }
  }
  return paths;
}

}  // namespace baton
