#include "native/library.hpp"

#include <dlfcn.h>

namespace baton::native {

Library::Library(std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (!handle_) handle_ = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!handle_) missing_ = *names.begin();
}

void* Library::symbol(const char* name) {
  void* found = handle_ ? dlsym(handle_, name) : nullptr;
  if (handle_ && !found) missing_ = name;
  return found;
}

}  // namespace baton::native
