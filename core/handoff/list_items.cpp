#include "core/handoff/list_items.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton {
namespace {

bool is_rule(std::string_view line) {
  line = trimmed(line);
  return line.size() >= 2 && line.find_first_not_of("-*_= ") == std::string_view::npos;
}

bool is_table_rule(std::string_view line) {
  return contains(line, "-") && line.find_first_not_of("|-: \t") == std::string_view::npos;
}

std::string cells_of(std::string_view row) {
  row = trimmed(row);
  if (row.starts_with('|')) row.remove_prefix(1);
  if (row.ends_with('|')) row.remove_suffix(1);
  return std::string(trimmed(row));
}

ListItem::Box take_box(std::string_view& text) {
  ListItem::Box box = ListItem::Box::none;
  if (text.starts_with("[ ] "))
    box = ListItem::Box::open;
  else if (text.starts_with("[x] ") || text.starts_with("[X] "))
    box = ListItem::Box::ticked;
  if (box != ListItem::Box::none) text.remove_prefix(4);
  return box;
}

/// Builds the statements line by line.
class Builder {
 public:
  explicit Builder(const OutlinePart& part) : part_(part) {}

  std::vector<ListItem> build() {
    for (at_ = 0; at_ < part_.lines.size(); ++at_) take(part_.lines[at_]);
    close_label();
    return std::move(items_);
  }

 private:
  void take(std::string_view line) {
    const std::string_view text = trimmed(line);
    if (part_.fenced[at_]) return take_fenced(line);
    in_fence_ = false;
    if (text.empty()) return take_blank();
    if (is_rule(line) && !list_mark(text)) return;
    if (text.starts_with('|') && text.find('|', 1) != std::string_view::npos) return take_row(text);
    row_ = 0;
    const std::size_t mark = list_mark(text);
    const std::size_t indent = indent_of(line);
    if (mark) return take_entry(line, indent, mark);
    if (open_ && (indent > base_ || (!blank_ && !bold_start(text)))) return append(line, indent);
    take_paragraph(text);
  }

  static bool bold_start(std::string_view text) { return text.starts_with("**"); }

  void take_blank() {
    blank_ = true;
    row_ = 0;
  }

  void take_fenced(std::string_view line) {
    if (!in_fence_ && !open_) add({}, indent_of(line));
    in_fence_ = true;
    append(line, indent_of(line));
  }

  /// An entry nested in the one before, or under a bold line just above, belongs to it.
  void take_entry(std::string_view line, std::size_t indent, std::size_t mark) {
    const bool nested = open_ && (bold_owner_ ? !blank_ || indent > base_ : indent > base_ + 1);
    if (nested) return append(line, bold_owner_ ? indent + 2 : indent);
    std::string_view text = trimmed(line).substr(mark);
    ListItem item;
    item.box = take_box(text);
    item.text = text;
    item.group = label_;
    label_used_ = true;
    add(std::move(item), indent);
  }

  /// A line that ends in a colon is the label of the list below it.
  void take_paragraph(std::string_view text) {
    close_label();
    if (text.ends_with(':') && text.size() < 100) {
      label_ = text.substr(0, text.size() - 1);
      label_used_ = false;
      open_ = false;
      return;
    }
    label_.clear();
    add({.text = std::string(text), .group = {}}, 0);
    bold_owner_ = bold_start(text);
  }

  void take_row(std::string_view text) {
    if (is_table_rule(text)) return;
    const bool header =
        row_ == 0 && at_ + 1 < part_.lines.size() && is_table_rule(trimmed(part_.lines[at_ + 1]));
    ++row_;
    if (header) {
      close_label();
      label_ = cells_of(text);
      label_used_ = false;
      open_ = false;
      return;
    }
    add({.text = cells_of(text), .group = label_used_ ? std::string() : label_}, 0);
    label_used_ = true;
  }

  void add(ListItem item, std::size_t indent) {
    items_.push_back(std::move(item));
    base_ = indent;
    open_ = true;
    blank_ = false;
    bold_owner_ = false;
  }

  /// Adds a line to the open statement, indented as it is beyond the statement's own indentation.
  void append(std::string_view line, std::size_t indent) {
    std::string& text = items_.back().text;
    const std::size_t own = std::min(indent, base_ + 2);
    if (blank_ && !text.empty() && in_fence_) text += '\n';
    if (!text.empty()) text += '\n';
    const std::size_t drop = std::min(own, indent_of(line));
    text += line.substr(drop);
    blank_ = false;
  }

  /// A label that nothing followed is a statement by itself.
  void close_label() {
    if (!label_.empty() && !label_used_) items_.push_back({.text = label_ + ":", .group = {}});
    label_.clear();
    label_used_ = true;
  }

  const OutlinePart& part_;
  std::vector<ListItem> items_;
  std::string label_;
  std::size_t at_ = 0;
  std::size_t base_ = 0;
  std::size_t row_ = 0;
  bool label_used_ = true;
  bool open_ = false;
  bool blank_ = false;
  bool in_fence_ = false;
  bool bold_owner_ = false;
};

}  // namespace

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

std::size_t list_mark(std::string_view text) {
  std::size_t at = 0;
  if (text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ")) {
    at = 1;
  } else if (text.starts_with("•")) {
    at = std::string_view("•").size();
  } else {
    while (at < text.size() && at < 4 && is_digit(text[at])) ++at;
    if (!at || at + 1 >= text.size() || (text[at] != '.' && text[at] != ')') || text[at + 1] != ' ')
      return 0;
    ++at;
  }
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

std::vector<ListItem> list_items(const OutlinePart& part) { return Builder(part).build(); }

}  // namespace baton
