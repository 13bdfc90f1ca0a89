#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/blocks/blocks.hpp"
#include "core/handoff/fences.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostCells = 32;

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

/// The bullet or number at the start of a list item, its blank included; 0 if it is none.
std::size_t bullet_size(std::string_view text, int& number) {
  number = 0;
  if (text.size() > 1 && contains("-*+", text.substr(0, 1)) && text[1] == ' ') return 2;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 6 || digits + 1 >= text.size()) return 0;
  if ((text[digits] != '.' && text[digits] != ')') || text[digits + 1] != ' ') return 0;
  number = static_cast<int>(whole_number(text.substr(0, digits)).value_or(0));
  return digits + 2;
}

std::size_t heading_marks(std::string_view text) {
  const std::size_t marks = std::min(text.find_first_not_of('#'), text.size());
  return marks >= 1 && marks <= 6 && marks < text.size() && text[marks] == ' ' ? marks : 0;
}

bool is_rule_of(std::string_view text, std::string_view allowed) {
  return contains(text, "-") && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_table_rule(std::string_view text) {
  return contains(text, "|") && is_rule_of(text, "|-: ");
}

/// The cells of a table's line; `\|` is no border.
std::vector<std::string> cells_of(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') {
      cell += line[++i];
    } else if (line[i] == '|' && cells.size() + 1 < kMostCells) {
      cells.emplace_back(trimmed(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  if (!trimmed(cell).empty() || cells.empty()) cells.emplace_back(trimmed(cell));
  return cells;
}

class MarkdownBlocks {
 public:
  MarkdownBlocks(std::vector<PageBlock>& blocks, int level) : blocks_(blocks), level_(level) {}

  void add(const std::vector<std::string_view>& lines) {
    const std::vector<bool> fenced = fenced_lines(lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (fenced[i]) {
        i = fence(lines, fenced, i);
      } else if (i + 1 < lines.size() && !fenced[i + 1] && contains(lines[i], "|") &&
                 is_table_rule(lines[i + 1])) {
        i = table(lines, i);
      } else {
        line(lines[i]);
      }
    }
  }

 private:
  PageBlock& begin(PageBlock::Kind kind, std::string_view text) {
    PageBlock block;
    block.kind = kind;
    block.text = text;
    open_ = true;
    return blocks_.emplace_back(std::move(block));
  }

  /// From the opening line of one fence to its end, or to that of the last of several in a row.
  std::size_t fence(const std::vector<std::string_view>& lines, const std::vector<bool>& fenced,
                    std::size_t at) {
    const std::string_view mark = trimmed(lines[at]).substr(0, 3);
    std::string text;
    std::size_t end = at + 1;
    for (; end < lines.size() && fenced[end] && !is_closing(lines[end], mark); ++end)
      text.append(lines[end]).append("\n");
    begin(PageBlock::Kind::code, text);
    open_ = false;
    return end < lines.size() && fenced[end] ? end : end - 1;
  }

  static bool is_closing(std::string_view line, std::string_view mark) {
    const std::string_view text = trimmed(line);
    return !mark.empty() && text.starts_with(mark) &&
           text.find_first_not_of(mark[0]) == std::string_view::npos;
  }

  std::size_t table(const std::vector<std::string_view>& lines, std::size_t at) {
    PageBlock& block = begin(PageBlock::Kind::table, {});
    block.rows.push_back(cells_of(lines[at]));
    std::size_t end = at + 2;
    for (; end < lines.size() && contains(lines[end], "|"); ++end)
      block.rows.push_back(cells_of(lines[end]));
    open_ = false;
    return end - 1;
  }

  void line(std::string_view whole) {
    const std::string_view text = trimmed(whole);
    if (text.empty() || (text.size() >= 3 && is_rule_of(text, "-"))) {
      open_ = false;
    } else if (const std::size_t marks = heading_marks(text)) {
      begin(PageBlock::Kind::heading, trimmed(text.substr(marks))).level =
          std::clamp(static_cast<int>(marks), std::min(level_, 6), 6);
      open_ = false;
    } else if (text.starts_with('>')) {
      joined(PageBlock::Kind::quote, trimmed(text.substr(1)));
    } else if (!item(whole, text)) {
      more(whole, text);
    }
  }

  bool item(std::string_view whole, std::string_view text) {
    int number = 0;
    const std::size_t bullet = bullet_size(text, number);
    if (bullet == 0) return false;
    text = trimmed(text.substr(bullet));
    PageBlock& block = begin(PageBlock::Kind::item, text);
    block.number = number;
    block.level = static_cast<int>(std::min<std::size_t>(indent_of(whole) / 2, 5));
    if (text.starts_with("[ ] ")) block.mark = PageBlock::Mark::open;
    if (text.starts_with("[x] ") || text.starts_with("[X] ")) block.mark = PageBlock::Mark::done;
    if (block.mark != PageBlock::Mark::none) block.text.erase(0, 4);
    return true;
  }

  /// A line that goes on with an item or a paragraph, or begins a paragraph.
  void more(std::string_view whole, std::string_view text) {
    const bool in_item =
        open_ && blocks_.back().kind == PageBlock::Kind::item && indent_of(whole) > 0;
    joined(in_item ? PageBlock::Kind::item : PageBlock::Kind::paragraph, text);
  }

  void joined(PageBlock::Kind kind, std::string_view text) {
    if (open_ && blocks_.back().kind == kind)
      blocks_.back().text.append("\n").append(text);
    else
      begin(kind, text);
  }

  std::vector<PageBlock>& blocks_;
  int level_;
  bool open_ = false;  ///< the last block is ours and may take another line
};

}  // namespace

void add_markdown_blocks(std::vector<PageBlock>& blocks, std::string_view markdown, int level) {
  const std::string text = showable(markdown);
  MarkdownBlocks(blocks, level).add(lines_of(text));
}

}  // namespace baton
