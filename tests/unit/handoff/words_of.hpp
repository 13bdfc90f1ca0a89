#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// The words of one line of Markdown: runs of letters and digits and of anything beyond ASCII. The
/// number of a numbered entry and the mark of a check box are not words.
inline std::vector<std::string> words_of(std::string_view line) {
  const auto skip = [&](std::string_view blanks) {
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
  };
  skip(" \t>");
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits && digits < line.size() && (line[digits] == '.' || line[digits] == ')'))
    line.remove_prefix(digits + 1);
  skip(" \t-*+");
  if (line.starts_with("•")) line.remove_prefix(std::string_view("•").size());
  for (std::string_view box : {"[x] ", "[X] ", "[ ] "})
    if (line.starts_with(box)) line.remove_prefix(box.size());
  std::vector<std::string> words;
  bool inside = false;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    const bool word = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                      (byte >= 'a' && byte <= 'z') || byte >= 0x80;
    if (word && !inside) words.emplace_back();
    if (word) words.back() += c;
    inside = word;
  }
  return words;
}

}  // namespace baton
