#include "native/export/paper.hpp"

#include <algorithm>

namespace baton::native {
namespace {

constexpr double kWidth = 595.28;
constexpr double kHeight = 841.89;
constexpr double kMargin = 56.7;  // 20 mm
constexpr double kBottom = kHeight - kMargin;
constexpr std::size_t kPiece = 1500;      ///< bytes after which a piece ends at a blank
constexpr std::size_t kMostPiece = 2000;  ///< and anywhere between characters
constexpr int kMostOutlined = 2000;

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

/// A piece of text and where its styles lie.
struct Paper::Run {
  struct Style {
    std::size_t begin;
    std::size_t end;
    bool bold;
    bool code;
    bool link;
  };
  std::string text;
  std::vector<Style> styles;

  void add(char c, const TextSpan& span) {
    const bool link = !span.target.empty();
    if (span.bold || span.code || link) {
      const bool goes_on = !styles.empty() && styles.back().end == text.size() &&
                           styles.back().bold == span.bold && styles.back().code == span.code &&
                           styles.back().link == link;
      if (!goes_on) styles.push_back({text.size(), text.size(), span.bold, span.code, link});
      styles.back().end = text.size() + 1;
    }
    text += c;
  }
  /// Whether the piece must end before `next`.
  bool is_full(char next) const {
    if (text.size() < kPiece || continues_character(next)) return false;
    return text.back() == ' ' || text.size() >= kMostPiece;
  }
};

Paper::Paper(std::string& bytes, const std::string& title)
    : title_(title),
      surface_(drawing().cairo_pdf_surface_create_for_stream(append, &bytes, kWidth, kHeight)),
      context_(drawing().cairo_create(surface_.get())),
      layout_(drawing().pango_cairo_create_layout(context_.get())),
      margin_(drawing().pango_cairo_create_layout(context_.get())),
      y_(kMargin) {
  drawing().cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE,
                                           title_.c_str());
  drawing().pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
}

void Paper::set(const std::vector<TextSpan>& spans, const Setting& setting) {
  y_ += setting.before;
  Setting now = setting;
  Run run;
  const auto end_piece = [&] {
    set_piece(run, now);
    now.hanging = {};
    now.outline = 0;
    run = Run();
  };
  for (const TextSpan& span : spans) {
    for (const char c : span.text) {
      if (c == '\n' || (!run.text.empty() && run.is_full(c))) end_piece();
      if (c != '\n') run.add(c, span);
    }
  }
  if (!run.text.empty() || !now.hanging.empty()) end_piece();
}

void Paper::font(const Setting& setting) {
  const Owned<PangoFontDescription> font(
      drawing().pango_font_description_from_string(setting.monospace ? "Monospace" : "Sans"));
  drawing().pango_font_description_set_absolute_size(font.get(), setting.size * PANGO_SCALE);
  if (setting.bold) drawing().pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  drawing().pango_layout_set_font_description(layout_.get(), font.get());
}

void Paper::apply(const Run& run, double width) {
  PangoAttrList* list = drawing().pango_attr_list_new();
  const auto insert = [&](PangoAttribute* attribute, const Run::Style& style) {
    attribute->start_index = static_cast<guint>(style.begin);
    attribute->end_index = static_cast<guint>(style.end);
    drawing().pango_attr_list_insert(list, attribute);
  };
  for (const Run::Style& style : run.styles) {
    if (style.bold) insert(drawing().pango_attr_weight_new(PANGO_WEIGHT_BOLD), style);
    if (style.code) insert(drawing().pango_attr_family_new("Monospace"), style);
    if (style.link) insert(drawing().pango_attr_foreground_new(0x0B0B, 0x5C5C, 0xADAD), style);
  }
  drawing().pango_layout_set_attributes(layout_.get(), list);
  drawing().pango_attr_list_unref(list);
  drawing().pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE));
  drawing().pango_layout_set_text(layout_.get(), run.text.data(),
                                  static_cast<int>(run.text.size()));
}

void Paper::set_piece(const Run& run, const Setting& setting) {
  font(setting);
  apply(run, kWidth - 2 * kMargin - setting.indent);
  if (setting.outline > 0) make_room(5 * setting.size);  // a heading stays with what follows
  Setting now = setting;
  const int lines = drawing().pango_layout_get_line_count(layout_.get());
  PangoLayoutIter* at = drawing().pango_layout_get_iter(layout_.get());
  for (int i = 0; i < lines; ++i) {
    set_line(drawing().pango_layout_iter_get_line_readonly(at), now);
    if (i == 0 && setting.outline > 0) outline(run, setting);
    now.hanging = {};
    drawing().pango_layout_iter_next_line(at);
  }
  drawing().pango_layout_iter_free(at);
}

void Paper::set_line(PangoLayoutLine* line, const Setting& setting) {
  PangoRectangle box;
  drawing().pango_layout_line_get_extents(line, nullptr, &box);
  const double height = std::max(points(box.height), setting.size) * 1.15;
  make_room(height);
  const double baseline = y_ + points(PANGO_ASCENT(box));
  drawing().cairo_set_source_rgb(context_.get(), setting.grey, setting.grey, setting.grey);
  if (!setting.hanging.empty()) set_hanging(setting, baseline);
  drawing().cairo_move_to(context_.get(), kMargin + setting.indent, baseline);
  drawing().pango_cairo_show_layout_line(context_.get(), line);
  y_ += height;
}

void Paper::set_hanging(const Setting& setting, double baseline) {
  const Owned<PangoFontDescription> sans(drawing().pango_font_description_from_string("Sans"));
  drawing().pango_font_description_set_absolute_size(sans.get(), setting.size * PANGO_SCALE);
  drawing().pango_layout_set_font_description(margin_.get(), sans.get());
  drawing().pango_layout_set_text(margin_.get(), setting.hanging.data(),
                                  static_cast<int>(setting.hanging.size()));
  drawing().cairo_move_to(context_.get(), kMargin + setting.indent - setting.hanging_width,
                          baseline);
  drawing().pango_cairo_show_layout_line(
      context_.get(), drawing().pango_layout_get_line_readonly(margin_.get(), 0));
}

bool Paper::set_row(const std::vector<std::vector<TextSpan>>& cells, const Setting& setting) {
  const double column = (kWidth - 2 * kMargin) / static_cast<double>(std::max(cells.size(), 1UL));
  std::vector<Run> runs(cells.size());
  double height = 0;
  font(setting);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    for (const TextSpan& span : cells[i])
      for (const char c : span.text) runs[i].add(c == '\n' ? ' ' : c, span);
    if (runs[i].text.size() > kMostPiece) return false;
    apply(runs[i], column - 8);
    int cell_height = 0;
    drawing().pango_layout_get_size(layout_.get(), nullptr, &cell_height);
    height = std::max(height, points(cell_height));
  }
  if (height > kHeight - 3 * kMargin || cells.size() > 8) return false;
  make_room(height + 6);
  drawing().cairo_set_source_rgb(context_.get(), setting.grey, setting.grey, setting.grey);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    apply(runs[i], column - 8);
    drawing().cairo_move_to(context_.get(), kMargin + column * static_cast<double>(i), y_ + 3);
    drawing().pango_cairo_show_layout(context_.get(), layout_.get());
  }
  y_ += height + 6;
  drawing().cairo_set_source_rgb(context_.get(), 0.75, 0.75, 0.75);
  drawing().cairo_set_line_width(context_.get(), 0.5);
  drawing().cairo_move_to(context_.get(), kMargin, y_);
  drawing().cairo_line_to(context_.get(), kWidth - kMargin, y_);
  drawing().cairo_stroke(context_.get());
  return true;
}

void Paper::outline(const Run& run, const Setting& setting) {
  if (++outlined_ > kMostOutlined || run.text.empty()) return;
  const int level = std::clamp(setting.outline, 1, 6);
  int parent = 0;
  for (int above = 1; above < level; ++above) parent = parents_[above] ? parents_[above] : parent;
  const std::string place = "page=" + std::to_string(page_) + " pos=[" +
                            std::to_string(static_cast<int>(kMargin)) + " " +
                            std::to_string(static_cast<int>(std::max(y_ - 24, 0.0))) + "]";
  parents_[level] = drawing().cairo_pdf_surface_add_outline(
      surface_.get(), parent, run.text.c_str(), place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
  for (int below = level + 1; below <= 6; ++below) parents_[below] = 0;
}

void Paper::make_room(double needed) {
  if (y_ + needed <= kBottom || y_ <= kMargin) return;
  end_page();
  ++page_;
  y_ = kMargin;
}

void Paper::end_page() {
  const std::string text = title_ + "   " + std::to_string(page_);
  const Owned<PangoFontDescription> sans(drawing().pango_font_description_from_string("Sans"));
  drawing().pango_font_description_set_absolute_size(sans.get(), 8 * PANGO_SCALE);
  drawing().pango_layout_set_font_description(margin_.get(), sans.get());
  drawing().pango_layout_set_text(margin_.get(), text.data(), static_cast<int>(text.size()));
  PangoLayoutLine* line = drawing().pango_layout_get_line_readonly(margin_.get(), 0);
  PangoRectangle box;
  drawing().pango_layout_line_get_extents(line, nullptr, &box);
  drawing().cairo_set_source_rgb(context_.get(), 0.4, 0.4, 0.4);
  drawing().cairo_move_to(context_.get(), kWidth - kMargin - points(box.width),
                          kHeight - kMargin / 2);
  drawing().pango_cairo_show_layout_line(context_.get(), line);
  drawing().cairo_show_page(context_.get());
}

std::string Paper::finish() {
  end_page();
  drawing().cairo_surface_finish(surface_.get());
  cairo_status_t status = drawing().cairo_status(context_.get());
  if (status == CAIRO_STATUS_SUCCESS || status == CAIRO_STATUS_SURFACE_FINISHED)
    status = drawing().cairo_surface_status(surface_.get());
  return status == CAIRO_STATUS_SUCCESS ? "" : drawing().cairo_status_to_string(status);
}

}  // namespace baton::native
