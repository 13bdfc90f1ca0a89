# wasm/page/: what the page has of the core, as a WASI module of its own. Of core/ only the folders that it
# needs are compiled, each as one source, so that building the page stays quick.
set(page_sources ${CMAKE_SOURCE_DIR}/wasm/runtime.cpp)
foreach(folder core/base core/http core/growth core/handoff core/measure core/redact core/transcript wasm/page)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  list(APPEND page_sources ${sources})
endforeach()
list(FILTER page_sources EXCLUDE REGEX "/core/handoff/assist/")

add_executable(page ${page_sources})
target_compile_definitions(page PRIVATE JSON_NOEXCEPTION=1)
find_path(NLOHMANN_INCLUDE nlohmann/json.hpp PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/include)
file(CREATE_LINK ${NLOHMANN_INCLUDE}/nlohmann ${CMAKE_BINARY_DIR}/include/nlohmann SYMBOLIC)
target_include_directories(page SYSTEM PRIVATE ${CMAKE_BINARY_DIR}/include)
target_precompile_headers(page PRIVATE <nlohmann/json.hpp> <string> <vector>)
target_link_options(page PRIVATE -Wl,--strip-all)
compile_by_folder(page)
