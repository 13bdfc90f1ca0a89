#pragma once
#include <string>
#include <vector>

#include "native/cli/terminal.hpp"

namespace baton::cli {

/// Rows of cells, aligned, in a terminal's width.
///
///     Table table({{"#", Align::right}, {"DATE"}, {"TITLE"}});
///     table.add({"12", "2026-11-20", "…"});
///     table.print(output);
///
/// The last column takes what is left, and is cut if need be. Texts are made fit to be shown.
enum class Align { left, right };

struct Column {
  std::string heading;
  Align align = Align::left;
};

struct Cell {
  std::string text;
  Style style = Style::plain;
  Cell(std::string value) : text(std::move(value)) {}  // NOLINT: a text is a cell
  Cell(const char* value) : text(value) {}             // NOLINT: a text is a cell
  Cell(std::string value, Style how) : text(std::move(value)), style(how) {}
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  void add(std::vector<Cell> cells);
  /// Nothing if there are no rows. Without a terminal nothing is cut.
  void print(Output& output) const;

 private:
  std::vector<std::size_t> widths(std::size_t available) const;
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace baton::cli
