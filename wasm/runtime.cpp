#include <cstdint>

/// What compiler-rt's builtins ask for where they were built with the stack protector. Weak, since
/// some C libraries bring it.
extern "C" {
__attribute__((weak)) std::uintptr_t __stack_chk_guard = 0x5ad3c7f1;
__attribute__((weak)) void __stack_chk_fail() { __builtin_trap(); }
}
