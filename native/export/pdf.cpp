#include "native/export/pdf.hpp"

#include "core/handoff/blocks/blocks.hpp"
#include "native/export/paper.hpp"

namespace baton::native {
namespace {

constexpr double kStep = 18;  ///< indentation of a level

std::vector<TextSpan> plain(std::string_view text) { return {{text, false, false, {}}}; }

class PdfPages {
 public:
  explicit PdfPages(Paper& paper) : paper_(paper) {}

  void add(const PageBlock& block) {
    switch (block.kind) {
      case PageBlock::Kind::title:
        return paper_.set(plain(block.text), {.size = 18, .bold = true});
      case PageBlock::Kind::heading:
        return heading(block);
      case PageBlock::Kind::fields:
        return fields(block);
      case PageBlock::Kind::paragraph:
        return paper_.set(spans_of(block.text), {.before = 4});
      case PageBlock::Kind::quote:
        return paper_.set(spans_of(block.text), {.indent = kStep, .before = 4, .grey = 0.3});
      case PageBlock::Kind::code:
        return paper_.set(plain(block.text),
                          {.size = 8.5, .indent = kStep / 2, .before = 4, .monospace = true});
      case PageBlock::Kind::table:
        return table(block);
      case PageBlock::Kind::item:
      case PageBlock::Kind::verbatim:
        return item(block);
    }
  }

 private:
  void heading(const PageBlock& block) {
    const bool large = block.level <= 2;
    paper_.set(spans_of(block.text), {.size = large ? 13.0 : 11.0,
                                      .before = large ? 14.0 : 8.0,
                                      .bold = true,
                                      .outline = block.level - 1});
    paper_.space(2);
  }

  void fields(const PageBlock& block) {
    paper_.space(6);
    for (const auto& row : block.rows)
      paper_.set(spans_of(row[1]),
                 {.indent = 62, .before = 1, .hanging = row[0], .hanging_width = 62});
  }

  void table(const PageBlock& block) {
    paper_.space(4);
    bool is_head = true;
    for (const auto& row : block.rows) {
      std::vector<std::vector<TextSpan>> cells;
      for (const std::string& cell : row) cells.push_back(spans_of(cell));
      const Setting setting{.size = 9, .bold = is_head};
      if (!paper_.set_row(cells, setting))
        for (const auto& cell : cells) paper_.set(cell, setting);
      is_head = false;
    }
  }

  /// `• text — detail (12:758)`.
  void item(const PageBlock& block) {
    std::string bullet = block.number != 0 ? std::to_string(block.number) + "." : "•";
    if (block.mark == PageBlock::Mark::open) bullet = "☐";
    if (block.mark == PageBlock::Mark::done) bullet = "☑";
    std::vector<TextSpan> spans = spans_of(block.text);
    if (block.kind == PageBlock::Kind::verbatim) spans = {{block.text, false, true, {}}};
    const std::vector<TextSpan> detail = spans_of(block.detail);
    if (!detail.empty()) spans.push_back({" — ", false, false, {}});
    spans.insert(spans.end(), detail.begin(), detail.end());
    const std::string where = block.reference.empty() ? "" : " (" + block.reference + ")";
    spans.push_back({where, false, false, {}});
    const double width = block.number > 99 ? 34 : kStep;
    paper_.set(spans, {.indent = width + kStep * block.level,
                       .before = 2,
                       .hanging = bullet,
                       .hanging_width = width});
  }

  Paper& paper_;
};

}  // namespace

Result<std::string> render_pdf(const Handoff& handoff) {
  if (const std::string& missing = load_drawing(); !missing.empty())
    return fail(Fault::unavailable, "no_pdf_library",
                "A PDF needs Pango, and " + missing +
                    " is not here: install the package libpangocairo-1.0-0, or take --format print "
                    "and print that from a browser.");
  std::string bytes;
  Paper paper(bytes, showable(title_of(handoff)));
  PdfPages pages(paper);
  for (const PageBlock& block : blocks_of(handoff)) pages.add(block);
  if (const std::string problem = paper.finish(); !problem.empty())
    return fail(Fault::internal, "pdf", "The PDF could not be made: " + problem + ".");
  return bytes;
}

}  // namespace baton::native
