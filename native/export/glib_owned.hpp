#pragma once
#include <memory>

#include "native/export/drawing.hpp"

namespace baton::native {

/// Gives back what the libraries count references of.
struct Release {
  void operator()(PangoLayout* layout) const { drawing().g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { drawing().pango_font_description_free(font); }
  void operator()(cairo_t* context) const { drawing().cairo_destroy(context); }
  void operator()(cairo_surface_t* surface) const { drawing().cairo_surface_destroy(surface); }
};

template <class T>
using Owned = std::unique_ptr<T, Release>;

}  // namespace baton::native
