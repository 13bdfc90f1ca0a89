#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/handoff/foreign_fields.hpp"

namespace baton {

/// The words of one line of Markdown in lower case: runs of letters and digits and of anything
/// beyond ASCII. What is no word: the number of a numbered entry or heading, the mark of a check
/// box, emoji in a heading, the language of a shell block, and labels that stand for a field
/// (`Location:`).
inline std::vector<std::string> words_of(std::string_view line) {
  const auto skip = [&](std::string_view blanks) {
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
  };
  skip(" \t>");
  const bool heading = line.starts_with('#') || (line.starts_with("**") && !contains(line, ":"));
  for (std::string_view shell : {"```bash", "```sh", "```shell", "```zsh", "```console"})
    if (trimmed(line) == shell) return {};
  skip(" \t>#*");
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits && digits < line.size() && (line[digits] == '.' || line[digits] == ')'))
    line.remove_prefix(digits + 1);
  skip(" \t-*+");
  if (line.starts_with("•")) line.remove_prefix(std::string_view("•").size());
  for (std::string_view box : {"[x] ", "[X] ", "[ ] "})
    if (line.starts_with(box)) line.remove_prefix(box.size());
  const std::size_t colon = line.find(':');
  const bool labelled = colon != std::string_view::npos && colon < 40;
  if (labelled && !field_for(line.substr(0, colon)).empty()) line.remove_prefix(colon);
  if (line.size() < 30 && contains(line, "%") && heading_words(line).starts_with("status "))
    line = line.substr(0, line.find('%')).substr(line.find(':'));
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    std::string plain = heading_words(word);
    const bool dash = word.starts_with("\xE2\x80") || word == "→";
    if (plain.empty() && !heading && !dash) plain = word;
    if (!plain.empty()) words.push_back(std::move(plain));
    word.clear();
  };
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    const bool inside = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                        (byte >= 'a' && byte <= 'z') || byte >= 0x80;
    if (inside)
      word += c;
    else
      close();
  }
  close();
  return words;
}

}  // namespace baton
