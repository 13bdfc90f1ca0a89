#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/outline.hpp"

namespace baton {

/// A statement of a section: a list entry with what is nested in it, a paragraph, a table's row, a
/// fenced block. Marks of lists and check boxes are taken off, everything else stays.
struct ListItem {
  enum class Box { none, open, ticked };
  std::string text;
  std::string group;  ///< the label above it in the section, a table's header for its first row
  Box box = Box::none;
};

std::size_t indent_of(std::string_view line);
/// The length of a list mark at the start of `text` (indentation gone), with the blanks after it.
std::size_t list_mark(std::string_view text);

/// The statements of a part, in order. Rules and blank lines are dropped, nothing else is.
std::vector<ListItem> list_items(const OutlinePart& part);

}  // namespace baton
