# Writes OUTPUT, the definition of builtin_roles() of native/machine/roles.hpp, from FILES
# ("|"-separated, in order).
string(REPLACE "|" ";" files "${FILES}")
set(entries "")
set(count 0)
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND entries "    {\"${name}\", R\"role(${text})role\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(
  WRITE ${OUTPUT}
  "#include \"native/machine/roles.hpp\"

#include <array>

namespace baton::machine {
namespace {
constexpr std::array<BuiltinRole, ${count}> kBuiltinRoles{{
${entries}}};
}  // namespace

std::span<const BuiltinRole> builtin_roles() { return kBuiltinRoles; }

}  // namespace baton::machine
")
