# core/: decides everything, touches nothing.

# The migrations lie in the binary, so that it can make and upgrade a database by itself.
set(migrations_source ${CMAKE_BINARY_DIR}/generated/migrations.cpp)
embed_files(${migrations_source} migrations/*.sql NAME core/store/migrations.hpp baton Migration migrations)

file(GLOB_RECURSE core_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/core/*.cpp)
add_library(baton_core STATIC ${core_sources} ${migrations_source})
target_compile_options(baton_core PRIVATE -fno-exceptions -fno-rtti)
target_compile_definitions(baton_core PUBLIC JSON_NOEXCEPTION=1)

if(BATON_WASM)
  # The whole of /usr/include would bring the native C library's headers along.
  find_path(NLOHMANN_INCLUDE nlohmann/json.hpp PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/include)
  file(CREATE_LINK ${NLOHMANN_INCLUDE}/nlohmann ${CMAKE_BINARY_DIR}/include/nlohmann SYMBOLIC)
  target_include_directories(baton_core SYSTEM PUBLIC ${CMAKE_BINARY_DIR}/include)
else()
  find_package(nlohmann_json 3.11 REQUIRED)
  target_link_libraries(baton_core PUBLIC nlohmann_json::nlohmann_json)
endif()

compile_by_folder(baton_core)

# Parsed once, not in every file.
target_precompile_headers(baton_core PRIVATE <nlohmann/json.hpp> <string> <vector>)
