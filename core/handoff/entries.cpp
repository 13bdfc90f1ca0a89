#include "core/handoff/entries.hpp"

#include "core/base/text.hpp"

namespace baton {
namespace {

/// The length of a bullet or number at the line's start, 0 if there is none.
std::size_t bullet_length(std::string_view line) {
  if (line.starts_with("- ")) return 2;
  std::size_t digits = 0;
  while (digits < line.size() && digits < 9 && line[digits] >= '0' && line[digits] <= '9') ++digits;
  return digits && line.substr(digits).starts_with(". ") ? digits + 2 : 0;
}

}  // namespace

std::vector<std::string_view> raw_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> entries_of(const std::vector<std::string_view>& lines) {
  std::vector<std::string> entries;
  std::string blank;  // blank lines that count only if the entry goes on
  bool open = false;
  for (std::string_view line : lines) {
    if (line.empty()) {
      blank += '\n';
    } else if (open && line.starts_with("  ")) {
      entries.back() += blank + '\n' + std::string(line.substr(2));
      blank.clear();
    } else {
      entries.emplace_back(line.substr(bullet_length(line)));
      blank.clear();
      open = true;
    }
  }
  return entries;
}

}  // namespace baton
