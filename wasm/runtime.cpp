#include <__verbose_abort>
#include <cstdint>
#include <cstdlib>
#include <new>

/// What the C++ runtime would bring along with the whole of printf, type information and exception
/// handlers, none of which the module can use: a failure traps, and the host sees a RuntimeError.
void* operator new(std::size_t bytes) {
  void* room = std::malloc(bytes);
  if (!room) __builtin_trap();
  return room;
}
void operator delete(void* room) noexcept { std::free(room); }
void operator delete(void* room, std::size_t /*bytes*/) noexcept { std::free(room); }

void std::__libcpp_verbose_abort(const char* /*format*/, ...) { __builtin_trap(); }

extern "C" {
[[noreturn]] void __cxa_pure_virtual() { __builtin_trap(); }

/// What compiler-rt's builtins ask for where they were built with the stack protector. Weak, since
/// some C libraries bring it.
__attribute__((weak)) std::uintptr_t __stack_chk_guard = 0x5ad3c7f1;
__attribute__((weak)) void __stack_chk_fail() { __builtin_trap(); }
}
