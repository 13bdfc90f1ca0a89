#include "core/handoff/extract/shell_files.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/extract/paths.hpp"
#include "core/handoff/extract/shell.hpp"

namespace baton {
namespace {

bool is_cd(std::string_view part) { return part == "cd" || part.starts_with("cd "); }

}  // namespace

std::string folder_by(const std::vector<std::string>& words, const std::string& folder) {
  if (words.size() != 2 || words[0] != "cd" || words[1].find_first_of("$~*`-") == 0) return folder;
  return joined_path(folder, words[1]);
}

std::vector<std::string> paths_removed_by(std::string_view command) {
  std::vector<std::string> paths;
  std::string folder;
  for (const std::string& part : shell_parts(command)) {
    std::vector<std::string> words = shell_words(part);
    folder = folder_by(words, folder);
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
        paths.push_back(joined_path(folder, word));
    }
  }
  return paths;
}

std::string folder_after(std::string_view command, std::string_view folder) {
  std::string now(folder);
  for (const std::string& part : shell_parts(command)) now = folder_by(shell_words(part), now);
  return now;
}

std::string folder_told(std::string_view command, std::string_view output) {
  const std::vector<std::string> parts = shell_parts(command);
  const auto asked = std::find_if(parts.begin(), parts.end(),
                                  [](const std::string& part) { return trimmed(part) == "pwd"; });
  if (asked == parts.end()) return {};
  const bool first = std::all_of(parts.begin(), asked,
                                 [](const std::string& part) { return is_cd(trimmed(part)); });
  if (!first && asked + 1 != parts.end()) return {};
  const std::string_view told = trimmed(output);
  const std::string_view line =
      trimmed(first ? told.substr(0, told.find('\n')) : told.substr(told.rfind('\n') + 1));
  if (!line.starts_with('/')) return {};
  std::string folder(line);
  for (auto part = asked + 1; part != parts.end(); ++part)
    folder = folder_by(shell_words(*part), folder);
  return folder;
}

}  // namespace baton
