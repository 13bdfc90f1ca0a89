#include "native/cli/table.hpp"

#include <algorithm>

#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kLeastLast = 8;

std::string padded(const Column& column, const std::string& text, std::size_t width) {
  const std::size_t columns = columns_of(text);
  const std::string blanks(width > columns ? width - columns : 0, ' ');
  return column.align == Align::right ? blanks + text : text + blanks;
}

}  // namespace

void Table::add(std::vector<Cell> cells) {
  for (Cell& cell : cells) cell.text = one_line(cell.text);
  cells.resize(columns_.size(), Cell(""));
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> Table::widths(std::size_t available) const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = columns_of(columns_[i].heading);
    for (const auto& row : rows_) width = std::max(width, columns_of(row[i].text));
    widths.push_back(width);
  }
  if (available == 0) return widths;
  std::size_t before = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) before += widths[i] + kGap;
  const std::size_t left = available > before ? available - before : 0;
  widths.back() = std::min(widths.back(), std::max(left, kLeastLast));
  return widths;
}

void Table::print(Output& output) const {
  if (rows_.empty()) return;
  const auto width = widths(output.columns());
  const auto print_row = [&](auto&& cell_of) {
    std::string line;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto [text, style] = cell_of(i);
      const bool last = i + 1 == columns_.size();
      const std::string cut = fitted(text, width[i]);
      const bool pad = !last || columns_[i].align == Align::right;
      line += output.styled(style, pad ? padded(columns_[i], cut, width[i]) : cut);
      if (!last) line.append(kGap, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    output.line(line);
  };
  using Part = std::pair<std::string, Style>;
  print_row([&](std::size_t i) { return Part(columns_[i].heading, Style::dim); });
  for (const auto& row : rows_) {
    print_row([&](std::size_t i) { return Part(row[i].text, row[i].style); });
  }
}

}  // namespace baton::cli
