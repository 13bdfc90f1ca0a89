# Unit tests are one program; every file of tests/fuzz/ and tests/bench/ is a program of its own.
# tests/support/ and the runner of tests/conformance/ are what they share.
set(all_of_baton baton_core)
if(TARGET baton_native)
  set(all_of_baton baton_native)
endif()
file(GLOB support_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.cpp
     ${CMAKE_SOURCE_DIR}/tests/conformance/*.cpp)
if(support_sources)
  add_library(baton_test_support STATIC EXCLUDE_FROM_ALL ${support_sources})
  target_link_libraries(baton_test_support PUBLIC ${all_of_baton} baton_abi)
  set(all_of_baton baton_test_support)
endif()

# Catch2 3 is a library with a main of its own, Catch2 2 a header (tests/catch.hpp).
file(GLOB_RECURSE unit_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/*.cpp)
find_package(Catch2 QUIET)
if(Catch2_FOUND)
  add_executable(unit_tests EXCLUDE_FROM_ALL ${unit_sources})
  target_link_libraries(unit_tests PRIVATE ${all_of_baton})
  set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/unit/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON
                              COMPILE_OPTIONS "-O0;-fno-sanitize=all")
  compile_by_folder(unit_tests)
  target_precompile_headers(unit_tests PRIVATE ${CMAKE_SOURCE_DIR}/tests/catch.hpp <nlohmann/json.hpp>)
  if(TARGET Catch2::Catch2WithMain AND NOT Catch2_VERSION VERSION_LESS 3)
    target_link_libraries(unit_tests PRIVATE Catch2::Catch2WithMain)
  else()
    target_link_libraries(unit_tests PRIVATE Catch2::Catch2)
  endif()
endif()

# Records what core.wasm must do, for tests/wasm/replay_test.mjs.
if(TARGET baton_test_support)
  add_executable(record_crossings EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/wasm/record_crossings.cpp)
  target_link_libraries(record_crossings PRIVATE baton_test_support)
endif()

if(TARGET baton_test_support)
  file(GLOB simulation_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/simulation/*.cpp)
  add_executable(simulation EXCLUDE_FROM_ALL ${simulation_sources})
  target_link_libraries(simulation PRIVATE baton_test_support)
endif()

function(add_programs group folder)
  add_custom_target(${group})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${group}_${name} EXCLUDE_FROM_ALL ${source})
    target_link_libraries(${group}_${name} PRIVATE ${all_of_baton})
    set_target_properties(${group}_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY
                          ${CMAKE_BINARY_DIR}/${group} OUTPUT_NAME ${name})
    add_dependencies(${group} ${group}_${name})
    if(group STREQUAL "fuzz")
      target_link_options(${group}_${name} PRIVATE -fsanitize=fuzzer)
    endif()
  endforeach()
endfunction()

add_programs(bench tests/bench)
if(BATON_FUZZ)
  add_programs(fuzz tests/fuzz)
endif()
