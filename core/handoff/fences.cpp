#include "core/handoff/fences.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton {
namespace {

struct Fence {
  char mark = 0;
  std::size_t length = 0;
  bool closes = false;  ///< nothing but the marks on its line
};

Fence fence_of(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with("```") && !line.starts_with("~~~")) return {};
  const char mark = line.front();
  const std::size_t length = std::min(line.find_first_not_of(mark), line.size());
  return {mark, length, length == line.size()};
}

}  // namespace

std::vector<bool> fenced_lines(const std::vector<std::string_view>& lines) {
  std::vector<Fence> fences(lines.size());
  std::vector<std::size_t> ticks(lines.size() + 1);  // the longest closing fence from here on
  std::vector<std::size_t> tildes(lines.size() + 1);
  for (std::size_t i = lines.size(); i-- > 0;) {
    fences[i] = fence_of(lines[i]);
    ticks[i] = ticks[i + 1];
    tildes[i] = tildes[i + 1];
    if (fences[i].closes) {
      std::size_t& longest = fences[i].mark == '`' ? ticks[i] : tildes[i];
      longest = std::max(longest, fences[i].length);
    }
  }
  std::vector<bool> fenced(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Fence open = fences[i];
    const std::size_t longest = open.mark == '`' ? ticks[i + 1] : tildes[i + 1];
    if (!open.mark || longest < open.length) continue;
    fenced[i] = true;
    for (++i; !(fences[i].closes && fences[i].mark == open.mark && fences[i].length >= open.length);
         ++i)
      fenced[i] = true;
    fenced[i] = true;
  }
  return fenced;
}

}  // namespace baton
