# Toolchain file: clang, lld, wasi-libc, libc++ and compiler-rt for wasm32-wasi, without threads or
# exceptions. WASI_SDK_PREFIX (a CMake or environment variable) names a wasi-sdk; without it the
# distribution's packages are taken.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(BATON_WASI ON)
set(BATON_WASM ON)

if(NOT WASI_SDK_PREFIX AND DEFINED ENV{WASI_SDK_PREFIX})
  set(WASI_SDK_PREFIX $ENV{WASI_SDK_PREFIX})
endif()
if(WASI_SDK_PREFIX)
  set(CMAKE_CXX_COMPILER ${WASI_SDK_PREFIX}/bin/clang++)
  set(CMAKE_AR ${WASI_SDK_PREFIX}/bin/llvm-ar CACHE FILEPATH "")
  set(CMAKE_RANLIB ${WASI_SDK_PREFIX}/bin/llvm-ranlib CACHE FILEPATH "")
  set(CMAKE_SYSROOT ${WASI_SDK_PREFIX}/share/wasi-sysroot)
else()
  set(CMAKE_CXX_COMPILER clang++-19)
  set(CMAKE_AR llvm-ar-19 CACHE FILEPATH "")
  set(CMAKE_RANLIB llvm-ranlib-19 CACHE FILEPATH "")
endif()
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
set(CMAKE_EXECUTABLE_SUFFIX_CXX .wasm)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES WASI_SDK_PREFIX)

# For size: one optimisation of the whole at the link, calls instead of inlined copies, and nothing that
# ends a process or guards against threads, which a module has none of.
string(JOIN " " CMAKE_CXX_FLAGS_INIT
       -stdlib=libc++ -mbulk-memory -fno-exceptions -fno-rtti
       -flto -mllvm -inline-threshold=-40 -fvisibility=hidden -fmerge-all-constants
       -fno-c++-static-destructors -fno-threadsafe-statics)
# The stack comes first in memory, so that its overflow traps instead of writing over static data.
set(CMAKE_EXE_LINKER_FLAGS_INIT
    "-Wno-unused-command-line-argument -mexec-model=reactor -Wl,--no-entry -Wl,--stack-first -Wl,-z,stack-size=1048576")
