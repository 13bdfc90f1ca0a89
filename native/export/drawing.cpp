#include "native/export/drawing.hpp"

#include "native/library.hpp"

namespace baton::native {
namespace {

struct LoadedDrawing {
  /// The one library whose dependencies are all others.
  Library library{"libpangocairo-1.0.so.0", "libpangocairo-1.0.0.dylib"};
  Drawing functions;

  LoadedDrawing() {
#define BATON_LOAD(name) library.find(#name, functions.name);
    BATON_DRAWING_FUNCTIONS(BATON_LOAD)
#undef BATON_LOAD
  }
};

const LoadedDrawing& loaded() {
  static const LoadedDrawing kLoaded;
  return kLoaded;
}

}  // namespace

const std::string& load_drawing() { return loaded().library.missing(); }

const Drawing& drawing() { return loaded().functions; }

}  // namespace baton::native
