#include "native/export/drawing.hpp"

#include <dlfcn.h>

namespace baton::native {
namespace {

/// The one library whose dependencies are all others.
constexpr const char* kLibrary = "libpangocairo-1.0.so.0";

struct Loaded {
  Drawing functions;
  std::string missing;

  Loaded() {
    void* library = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
      missing = kLibrary;
      return;
    }
#define BATON_LOAD(name) find(library, #name, functions.name);
    BATON_DRAWING_FUNCTIONS(BATON_LOAD)
#undef BATON_LOAD
  }

  template <class Function>
  void find(void* library, const char* name, Function*& function) {
    function = reinterpret_cast<Function*>(dlsym(library, name));
    if (!function) missing = name;
  }
};

const Loaded& loaded() {
  static const Loaded kLoaded;
  return kLoaded;
}

}  // namespace

const std::string& load_drawing() { return loaded().missing; }

const Drawing& drawing() { return loaded().functions; }

}  // namespace baton::native
