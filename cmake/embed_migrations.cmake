# Writes OUTPUT, the definition of core/store/migrations.hpp, from FILES ("|"-separated, in order).
string(REPLACE "|" ";" files "${FILES}")
set(entries "")
set(count 0)
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} sql)
  string(APPEND entries "    {\"${name}\", R\"migration(${sql})migration\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(
  WRITE ${OUTPUT}
  "#include \"core/store/migrations.hpp\"

#include <array>

namespace baton {
namespace {
constexpr std::array<Migration, ${count}> kMigrations{{
${entries}}};
}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

}  // namespace baton
")
