#include "native/machine/roles.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "core/base/text.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::machine {
namespace {

Environment configured_in(const test::Folder& folder) {
  return {.directory = folder.path(), .variables = {{"XDG_CONFIG_HOME", folder.path()}}};
}

TEST_CASE("the built-in roles have a name, a heading and something to say") {
  REQUIRE_FALSE(builtin_roles().empty());
  for (const BuiltinRole& role : builtin_roles()) {
    CAPTURE(role.name);
    CHECK(role.text.starts_with("# Role: "));
    CHECK(lines_of(role.text).size() > 3);
  }
}

TEST_CASE("a role of the user's adds to the built-in ones or replaces one") {
  const test::Folder folder;
  folder.write("baton/roles/tester.md", "Test it.\n");
  folder.write("baton/roles/review.md", "Be kind.\n");
  folder.write("baton/roles/notes.txt", "no role");
  folder.write("baton/roles/huge.md", std::string(100'000, 'x'));
  mkfifo((folder / "baton/roles/pipe.md").c_str(), 0600);
  const Environment environment = configured_in(folder);
  const auto roles = all_roles(environment);
  CHECK(roles.size() == builtin_roles().size() + 1);
  CHECK(std::ranges::is_sorted(roles, {}, &SessionRole::name));
  CHECK(role_named(environment, "tester")->text == "Test it.");
  CHECK(role_named(environment, "review")->text == "Be kind.");
  CHECK(role_named(environment, "debugging")->path.empty());
}

TEST_CASE("an unknown role names those there are, and no path is a role") {
  const test::Folder folder;
  folder.write("secret.md", "x");
  for (const char* name : {"nobody", "../secret", "../../secret", "/etc/passwd", "."}) {
    const auto role = role_named(configured_in(folder), name);
    REQUIRE_FALSE(role);
    CHECK(role.error().code == "unknown_role");
    CHECK(role.error().message.contains("session-manager"));
  }
}

}  // namespace
}  // namespace baton::machine
