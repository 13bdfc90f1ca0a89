#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/topics.hpp"

namespace baton {

/// A part of a Markdown document under one heading.
struct OutlinePart {
  std::string_view heading;  ///< the whole line; "" before the first
  std::string_view title;    ///< without marks around it
  int level = 0;             ///< 1–6 for `#`, 7 for a bold line, 8 for a bare label
  Topic topic = Topic::none;
  bool inherits = false;  ///< the topic is that of the heading above it
  std::vector<std::string_view> lines;
  std::vector<bool> fenced;  ///< for each of the lines
};

/// Cuts a document at its headings: `#` lines, underlined lines, lines all in bold, and bare labels
/// (`Next steps:`) where they name a topic. Lines in fences are no headings.
std::vector<OutlinePart> outline_of(const std::vector<std::string_view>& lines);

}  // namespace baton
