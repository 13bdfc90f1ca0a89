# The core's unit tests as one program for Node: those of tests/unit/ but of native/, on SQLite that is
# compiled along. Files are the machine's own; there are no threads.
enable_language(C)
add_library(sqlite3 STATIC ${BATON_EMSCRIPTEN}/sqlite/sqlite3.c)
target_compile_options(sqlite3 PRIVATE -w -O1)
target_compile_definitions(sqlite3 PRIVATE SQLITE_ENABLE_FTS5 SQLITE_ENABLE_MATH_FUNCTIONS SQLITE_THREADSAFE=0
                                           SQLITE_OMIT_LOAD_EXTENSION)
target_include_directories(sqlite3 SYSTEM PUBLIC ${BATON_EMSCRIPTEN}/sqlite)

add_library(catch2 STATIC ${BATON_EMSCRIPTEN}/catch2/catch_amalgamated.cpp)
target_compile_options(catch2 PRIVATE -w -O0)
target_include_directories(catch2 SYSTEM PUBLIC ${BATON_EMSCRIPTEN}/catch2)

file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/*.cpp
     ${CMAKE_SOURCE_DIR}/tests/support/*.cpp ${CMAKE_SOURCE_DIR}/tests/conformance/*.cpp)
list(FILTER test_sources EXCLUDE REGEX "/tests/unit/native/|/main\\.cpp$")
file(GLOB database_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/native/database/*.cpp)
add_executable(unit_tests EXCLUDE_FROM_ALL ${test_sources} ${database_sources} ${CMAKE_SOURCE_DIR}/native/database.cpp
                                           ${CMAKE_SOURCE_DIR}/native/host.cpp
                                           ${CMAKE_SOURCE_DIR}/native/models/fetch_in_pieces.cpp
                                           ${CMAKE_SOURCE_DIR}/tests/wasm/no_fetch.cpp)
target_link_libraries(unit_tests PRIVATE baton_abi catch2 sqlite3)
compile_by_folder(unit_tests)
target_precompile_headers(unit_tests PRIVATE ${CMAKE_SOURCE_DIR}/tests/catch.hpp <nlohmann/json.hpp>)
foreach(target catch2 unit_tests)
  target_compile_options(${target} PRIVATE -fwasm-exceptions)
endforeach()
# package.json makes a .js a module; this one is none.
set_target_properties(unit_tests PROPERTIES SUFFIX .cjs)
target_link_options(unit_tests PRIVATE -fwasm-exceptions -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1
                    -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=1MB)
