#pragma once
#include <pango/pangocairo.h>

#include <memory>

namespace baton::native {

/// Gives back what the libraries count references of.
struct Release {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

template <class T>
using Owned = std::unique_ptr<T, Release>;

}  // namespace baton::native
