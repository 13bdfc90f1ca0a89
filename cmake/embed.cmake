# embed_files(SOURCE GLOB[;GLOB…] NAME_PART HEADER NAMESPACE TYPE FUNCTION): generates SOURCE, which defines
# std::span<const TYPE> NAMESPACE::FUNCTION() of HEADER: the files' names (NAME_PART of them: NAME or NAME_WE)
# and texts, in order of their names. A GLOB is relative to the source folder, and is looked up again when the
# files are embedded, after what else is named (files that are made) is there.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  function(embed_files source files name_part header namespace type function)
    list(TRANSFORM files PREPEND ${CMAKE_SOURCE_DIR}/)
    # Of files that are made, what makes them says when they changed.
    set(paths "")
    if(NOT ARGN)
      file(GLOB paths CONFIGURE_DEPENDS ${files})
    endif()
    list(JOIN files "|" joined)
    set(script ${CMAKE_SOURCE_DIR}/cmake/embed.cmake)
    add_custom_command(
      OUTPUT ${source}
      COMMAND ${CMAKE_COMMAND} -DFILES=${joined} -DOUTPUT=${source} -DNAME_PART=${name_part}
              -DHEADER=${header} -DNAMESPACE=${namespace} -DTYPE=${type} -DFUNCTION=${function} -P ${script}
      DEPENDS ${paths} ${ARGN} ${script}
      COMMENT "Embedding ${function}"
      VERBATIM)
    set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  endfunction()
  return()
endif()

string(REPLACE "|" ";" globs "${FILES}")
file(GLOB files ${globs})
list(LENGTH files count)
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} ${NAME_PART})
  if(name MATCHES "[.](gz|wasm)$")
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
    string(APPEND entries "    {\"${name}\", \"${bytes}\"sv},\n")
  else()
    file(READ ${file} text)
    string(APPEND entries "    {\"${name}\", R\"embedded(${text})embedded\"sv},\n")
  endif()
endforeach()
file(
  WRITE ${OUTPUT}
  "#include \"${HEADER}\"

#include <array>
#include <string_view>

namespace ${NAMESPACE} {
namespace {
using namespace std::string_view_literals;
constexpr std::array<${TYPE}, ${count}> k${TYPE}s{{
${entries}}};
}  // namespace

std::span<const ${TYPE}> ${FUNCTION}() { return k${TYPE}s; }

}  // namespace ${NAMESPACE}
")
