# wasm/: the core behind the ABI of wasm/abi.hpp. Natively a library, so that tests can record what the
# module must do; for WASI the module itself.
add_library(baton_abi STATIC ${CMAKE_SOURCE_DIR}/wasm/message.cpp ${CMAKE_SOURCE_DIR}/wasm/requests.cpp
            ${CMAKE_SOURCE_DIR}/wasm/rows.cpp)
target_link_libraries(baton_abi PUBLIC baton_core)

if(BATON_WASI)
  # wasm-opt of node_modules, where `npm ci` put it: the module is a tenth smaller. Without it the
  # module is as good. Nothing lies below address 1024, where the stack ends.
  file(GLOB wasm_opt CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/node_modules/binaryen/bin/wasm-opt)
  set(wasm_opt_flags -Oz --low-memory-unused --enable-bulk-memory --enable-bulk-memory-opt --enable-simd
      --enable-sign-ext --enable-mutable-globals --enable-nontrapping-float-to-int --strip-debug
      --strip-producers --strip-target-features)
  find_program(NODE node NO_CMAKE_FIND_ROOT_PATH)

  function(add_module name)
    add_executable(${name} ${ARGN} ${CMAKE_SOURCE_DIR}/wasm/runtime.cpp)
    target_link_options(${name} PRIVATE -Wl,--strip-all)
    if(wasm_opt AND NODE)
      add_custom_command(
        TARGET ${name} POST_BUILD
        COMMAND ${NODE} ${wasm_opt} ${wasm_opt_flags} $<TARGET_FILE:${name}> -o $<TARGET_FILE:${name}>
        COMMENT "Optimizing ${name}.wasm"
        VERBATIM)
    endif()
  endfunction()

  add_module(core ${CMAKE_SOURCE_DIR}/wasm/exports.cpp)
  target_link_libraries(core PRIVATE baton_abi)
  add_module(task_test ${CMAKE_SOURCE_DIR}/tests/wasm/task_test.cpp)
  target_link_libraries(task_test PRIVATE baton_core)
endif()
