#pragma once
#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

#include <string>

/// What Baton takes of Pango and cairo.
#define BATON_DRAWING_FUNCTIONS(X)            \
  X(cairo_create)                             \
  X(cairo_destroy)                            \
  X(cairo_line_to)                            \
  X(cairo_move_to)                            \
  X(cairo_pdf_surface_add_outline)            \
  X(cairo_pdf_surface_create_for_stream)      \
  X(cairo_pdf_surface_set_metadata)           \
  X(cairo_set_line_width)                     \
  X(cairo_set_source_rgb)                     \
  X(cairo_show_page)                          \
  X(cairo_status)                             \
  X(cairo_status_to_string)                   \
  X(cairo_stroke)                             \
  X(cairo_surface_destroy)                    \
  X(cairo_surface_finish)                     \
  X(cairo_surface_status)                     \
  X(g_object_unref)                           \
  X(pango_attr_family_new)                    \
  X(pango_attr_foreground_new)                \
  X(pango_attr_list_insert)                   \
  X(pango_attr_list_new)                      \
  X(pango_attr_list_unref)                    \
  X(pango_attr_weight_new)                    \
  X(pango_cairo_create_layout)                \
  X(pango_cairo_show_layout)                  \
  X(pango_cairo_show_layout_line)             \
  X(pango_font_description_free)              \
  X(pango_font_description_from_string)       \
  X(pango_font_description_set_absolute_size) \
  X(pango_font_description_set_weight)        \
  X(pango_layout_get_iter)                    \
  X(pango_layout_get_line_count)              \
  X(pango_layout_get_line_readonly)           \
  X(pango_layout_get_size)                    \
  X(pango_layout_iter_free)                   \
  X(pango_layout_iter_get_line_readonly)      \
  X(pango_layout_iter_next_line)              \
  X(pango_layout_line_get_extents)            \
  X(pango_layout_set_attributes)              \
  X(pango_layout_set_font_description)        \
  X(pango_layout_set_text)                    \
  X(pango_layout_set_width)                   \
  X(pango_layout_set_wrap)

namespace baton::native {

/// The functions of Pango and cairo. They are loaded when the first PDF is made: linked in, their
/// thirty libraries would cost each command a third of its time and a server 4 MB, and Baton would
/// not start where they are not installed.
struct Drawing {
#define BATON_MEMBER(name) decltype(&::name) name = nullptr;
  BATON_DRAWING_FUNCTIONS(BATON_MEMBER)
#undef BATON_MEMBER
};

/// Loads them, once; "" or what is missing. May be called from any thread.
const std::string& load_drawing();

/// They, once they are loaded.
const Drawing& drawing();

}  // namespace baton::native
