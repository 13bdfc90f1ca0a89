# native/: the command line and the server. A machine needs its libraries only once it has sources.
file(GLOB_RECURSE native_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/native/*.cpp)
set(native_main ${CMAKE_SOURCE_DIR}/native/main.cpp)
list(REMOVE_ITEM native_sources ${native_main})

# The roles and skills that come with Baton and the files of its page lie in the binary too.
set(roles_source ${CMAKE_BINARY_DIR}/generated/roles.cpp)
embed_files(${roles_source} roles/*.md NAME_WE native/machine/roles.hpp baton::machine BuiltinRole builtin_roles)
set(skills_source ${CMAKE_BINARY_DIR}/generated/claude_skills.cpp)
embed_files(${skills_source} assistants/claude/*.md NAME_WE native/machine/assistant_files.hpp baton::machine
            ClaudeSkill claude_skills)
set(web_source ${CMAKE_BINARY_DIR}/generated/web_files.cpp)
embed_files(${web_source} "web/*.html;web/*.mjs;web/*.css;web/*.svg;web/_headers" NAME
            native/server/pages.hpp baton::native WebFile web_files)

if(native_sources)
  find_package(Boost 1.81 CONFIG REQUIRED)
  find_package(SQLite3 3.40 REQUIRED)
  find_package(CURL 7.88 REQUIRED)
  find_package(CLI11 REQUIRED)
  find_package(Threads REQUIRED)
  find_package(PkgConfig REQUIRED)
  # Only their headers: native/export/drawing.cpp loads the libraries when a PDF is made.
  pkg_check_modules(PANGOCAIRO REQUIRED pangocairo>=1.50 cairo-pdf>=1.16)
  add_library(baton_native STATIC ${native_sources} ${roles_source} ${skills_source} ${web_source})
  target_link_libraries(baton_native PUBLIC baton_core Boost::headers SQLite::SQLite3 CURL::libcurl
                                            CLI11::CLI11 Threads::Threads ${CMAKE_DL_LIBS})
  target_include_directories(baton_native SYSTEM PRIVATE ${PANGOCAIRO_INCLUDE_DIRS})
  compile_by_folder(baton_native)
  target_precompile_headers(baton_native PRIVATE <nlohmann/json.hpp> <CLI/CLI.hpp>
                                                 <boost/asio.hpp> <boost/beast/http.hpp>)
endif()

if(TARGET baton_native AND EXISTS ${native_main})
  add_executable(baton ${native_main})
  target_link_libraries(baton PRIVATE baton_native)
endif()
