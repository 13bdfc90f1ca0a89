#include "native/cli/preflight.hpp"

#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::cli {
namespace {

TEST_CASE("what a handoff says is compared with the folder") {
  const test::Folder folder;
  folder.write("there.cpp", "");
  folder.write("back.cpp", "");
  folder.write("sub/here.cpp", "");
  const Json handoff = {{"created", {"there.cpp", "gone.cpp", "/somewhere/else.txt"}},
                        {"modified", {"here.cpp", "moved.cpp"}},
                        {"deleted", {"back.cpp", "moved.cpp"}}};
  const Preflight found = check_handoff(handoff, folder.path(), folder / "sub", nullptr);
  CHECK(found.broken == std::vector<std::string>{"gone.cpp is gone"});
  CHECK(found.changed ==
        std::vector<std::string>{"/somewhere/else.txt is gone", "back.cpp is there again"});
}

TEST_CASE("changes of the tree are told, not held against it") {
  const test::Folder folder;
  const machine::RepositoryState state{.branch = "main",
                                       .commit = "",
                                       .uncommitted = {"a", "new"},
                                       .unpushed = 0,
                                       .has_remote = false};
  const Json handoff = {{"branch", "main"}, {"uncommitted", {"a", "b"}}};
  const Preflight found = check_handoff(handoff, folder.path(), folder.path(), &state);
  CHECK(found.broken.empty());
  REQUIRE(found.changed.size() == 2);
  CHECK(found.changed[0].starts_with("1 file with changes that were not committed then"));
  CHECK(found.changed[1].starts_with("1 file with changes not committed"));
}

TEST_CASE("a handoff that says nothing holds") {
  const test::Folder folder;
  for (const Json& handoff : {Json::object(), Json(), Json{{"created", 7}}}) {
    const Preflight found = check_handoff(handoff, folder.path(), folder.path(), nullptr);
    CHECK(found.broken.empty());
    CHECK(found.changed.empty());
  }
}

}  // namespace
}  // namespace baton::cli
