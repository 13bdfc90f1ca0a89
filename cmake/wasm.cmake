# wasm/: the core behind the ABI of wasm/abi.hpp. Natively a library, so that tests can record what the
# module must do; for WASI the module itself.
add_library(baton_abi STATIC ${CMAKE_SOURCE_DIR}/wasm/message.cpp ${CMAKE_SOURCE_DIR}/wasm/requests.cpp
            ${CMAKE_SOURCE_DIR}/wasm/rows.cpp ${CMAKE_SOURCE_DIR}/wasm/page/page.cpp)
target_link_libraries(baton_abi PUBLIC baton_core)

if(BATON_WASI)
  # The optimizer of node_modules, where `npm ci` put it: the compressed module is an eighth smaller.
  # Without it the module is as good.
  file(GLOB optimizer CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/node_modules/binaryen/bin/wasm-opt)
  find_program(NODE node NO_CMAKE_FIND_ROOT_PATH)

  function(add_module name)
    add_executable(${name} ${ARGN} ${CMAKE_SOURCE_DIR}/wasm/runtime.cpp)
    target_link_options(${name} PRIVATE -Wl,--strip-all)
    if(optimizer AND NODE)
      add_custom_command(
        TARGET ${name} POST_BUILD
        COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tools/optimize_module.mjs $<TARGET_FILE:${name}>
        COMMENT "Optimizing ${name}.wasm"
        VERBATIM)
    endif()
  endfunction()

  add_module(core ${CMAKE_SOURCE_DIR}/wasm/exports.cpp)
  target_link_libraries(core PRIVATE baton_abi)
  add_module(task_test ${CMAKE_SOURCE_DIR}/tests/wasm/task_test.cpp)
  target_link_libraries(task_test PRIVATE baton_core)
endif()
