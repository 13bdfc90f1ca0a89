# native/: the command line and the server. A machine needs its libraries only once it has sources.
option(BATON_STATIC "Link what can be linked statically, for other machines" OFF)
file(GLOB_RECURSE native_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/native/*.cpp)
set(native_main ${CMAKE_SOURCE_DIR}/native/main.cpp)
list(REMOVE_ITEM native_sources ${native_main})

# The roles and skills that come with Baton and the files of its page lie in the binary too. The page is
# built first.
set(roles_source ${CMAKE_BINARY_DIR}/generated/roles.cpp)
embed_files(${roles_source} roles/*.md NAME_WE native/machine/roles.hpp baton::machine BuiltinRole builtin_roles)
set(skills_source ${CMAKE_BINARY_DIR}/generated/claude_skills.cpp)
embed_files(${skills_source} assistants/claude/*.md NAME_WE native/machine/assistant_files.hpp baton::machine
            ClaudeSkill claude_skills)
set(web_source ${CMAKE_BINARY_DIR}/generated/web_files.cpp)
set(web_built ${CMAKE_SOURCE_DIR}/build/web.built)
# What the page's module is made of (cmake/page.cmake) is looked at when the page is built.
file(GLOB_RECURSE web_parts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/* ${CMAKE_SOURCE_DIR}/wasm/page/*
     ${CMAKE_SOURCE_DIR}/core/base/* ${CMAKE_SOURCE_DIR}/core/http/* ${CMAKE_SOURCE_DIR}/core/growth/* ${CMAKE_SOURCE_DIR}/core/handoff/*
     ${CMAKE_SOURCE_DIR}/core/measure/* ${CMAKE_SOURCE_DIR}/core/redact/* ${CMAKE_SOURCE_DIR}/core/transcript/*)
add_custom_command(
  OUTPUT ${web_built}
  COMMAND ${CMAKE_SOURCE_DIR}/tools/web.sh
  DEPENDS ${web_parts} ${CMAKE_SOURCE_DIR}/package-lock.json ${CMAKE_SOURCE_DIR}/tools/web.sh
  COMMENT "Building the page")
embed_files(${web_source} "build/web/*.html;build/web/*.mjs;build/web/*.css;build/web/*.svg;build/web/*.wasm;build/web/_headers;build/web.gz/*.gz" NAME
            native/server/pages.hpp baton::native WebFile web_files ${web_built})

if(native_sources)
  find_package(Boost 1.81 CONFIG REQUIRED)
  if(BATON_STATIC)
    find_library(ZLIB_LIBRARY_RELEASE libz.a REQUIRED)
    find_library(SQLite3_LIBRARY libsqlite3.a REQUIRED)
  endif()
  find_package(SQLite3 3.40 REQUIRED)
  find_package(CURL 7.88 REQUIRED)
  find_package(ZLIB REQUIRED)
  find_package(CLI11 REQUIRED)
  find_package(Threads REQUIRED)
  find_package(PkgConfig REQUIRED)
  # Of libcurl, Pango and cairo only the headers: native/library loads them when they are needed.
  pkg_check_modules(PANGOCAIRO REQUIRED pangocairo>=1.50 cairo-pdf>=1.16)
  add_library(baton_native STATIC ${native_sources} ${roles_source} ${skills_source} ${web_source})
  target_link_libraries(baton_native PUBLIC baton_core Boost::headers SQLite::SQLite3 ZLIB::ZLIB
                                            CLI11::CLI11 Threads::Threads ${CMAKE_DL_LIBS})
  target_include_directories(baton_native SYSTEM PRIVATE ${PANGOCAIRO_INCLUDE_DIRS} ${CURL_INCLUDE_DIRS})
  compile_by_folder(baton_native)
  target_precompile_headers(baton_native PRIVATE <nlohmann/json.hpp> <CLI/CLI.hpp>
                                                 <boost/asio.hpp> <boost/beast/http.hpp>)
endif()

if(TARGET baton_native AND EXISTS ${native_main})
  add_executable(baton ${native_main})
  target_link_libraries(baton PRIVATE baton_native)
  if(BATON_STATIC AND NOT APPLE)
    # What the binary loads when it is needed brings a C++ library of its own: neither sees the other's.
    target_link_options(baton PRIVATE -static-libstdc++ -static-libgcc -Wl,--exclude-libs,ALL -Wl,--gc-sections -Wl,-s)
  endif()
endif()
