# wasm/: the core behind the ABI of wasm/abi.hpp. Natively a library, so that tests can record what the
# module must do; for WASI the module itself.
add_library(baton_abi STATIC ${CMAKE_SOURCE_DIR}/wasm/message.cpp ${CMAKE_SOURCE_DIR}/wasm/requests.cpp
            ${CMAKE_SOURCE_DIR}/wasm/rows.cpp)
target_link_libraries(baton_abi PUBLIC baton_core)

if(BATON_WASI)
  function(add_module name)
    add_executable(${name} ${ARGN} ${CMAKE_SOURCE_DIR}/wasm/runtime.cpp)
    target_link_options(${name} PRIVATE -Wl,--strip-all)
  endfunction()

  add_module(core ${CMAKE_SOURCE_DIR}/wasm/exports.cpp)
  target_link_libraries(core PRIVATE baton_abi)
  add_module(task_test ${CMAKE_SOURCE_DIR}/tests/wasm/task_test.cpp)
  target_link_libraries(task_test PRIVATE baton_core)
endif()
