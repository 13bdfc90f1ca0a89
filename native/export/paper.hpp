#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/blocks/spans.hpp"
#include "native/export/glib_owned.hpp"

namespace baton::native {

/// How a text is set. Lengths are in points, 1/72 inch.
struct Setting {
  double size = 10;
  double indent = 0;
  double before = 0;  ///< space above it
  bool bold = false;
  bool monospace = false;
  double grey = 0;                ///< 0 black – 1 white
  std::string_view hanging = {};  ///< a bullet or number, left of the first line
  double hanging_width = 14;      ///< how far left of the text it begins
  int outline = 0;                ///< level of an entry in the document's outline; 0 for none
};

/// Pages of A4 that text is set on from top to bottom. A line is set at a time, so that a text may
/// be of any length; long paragraphs are given to the library in pieces, since its time grows with
/// the square of a paragraph's.
class Paper {
 public:
  Paper(std::string& bytes, const std::string& title);
  ~Paper() = default;
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;

  void set(const std::vector<TextSpan>& spans, const Setting& setting);
  /// Cells side by side in columns of equal width, if they fit on one page: whether they did.
  bool set_row(const std::vector<std::vector<TextSpan>>& cells, const Setting& setting);
  void space(double points) { y_ += points; }
  /// Ends the document: "" or what went wrong.
  std::string finish();

 private:
  struct Run;
  void set_piece(const Run& run, const Setting& setting);
  void set_line(PangoLayoutLine* line, const Setting& setting);
  void set_hanging(const Setting& setting, double baseline);
  void apply(const Run& run, double width);
  void font(const Setting& setting);
  void make_room(double needed);
  void end_page();
  void outline(const Run& run, const Setting& setting);

  std::string title_;
  Owned<cairo_surface_t> surface_;
  Owned<cairo_t> context_;
  Owned<PangoLayout> layout_;
  Owned<PangoLayout> margin_;  ///< for bullets and page numbers
  double y_;
  int page_ = 1;
  int outlined_ = 0;
  int parents_[7] = {};  ///< the last outline entry of each level
};

}  // namespace baton::native
