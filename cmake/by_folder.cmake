# compile_by_folder(TARGET): with BATON_BY_FOLDER the sources of one folder are compiled as one, since
# most of a compilation is the standard library's headers. Names in one folder must therefore differ,
# file-local ones too; that also keeps two classes of one name from meeting in the linker.
option(BATON_BY_FOLDER "Compile each folder as one source" OFF)

function(compile_by_folder target)
  if(NOT BATON_BY_FOLDER)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(source MATCHES "/main\\.cpp$")
      continue()
    endif()
    file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${source})
    get_filename_component(folder ${path} DIRECTORY)
    string(MAKE_C_IDENTIFIER "${folder}" group)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
