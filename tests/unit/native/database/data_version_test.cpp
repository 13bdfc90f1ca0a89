#include "native/database/data_version.hpp"

#include "native/database.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::native {
namespace {

TEST_CASE("a commit of another connection is seen once, a read is not") {
  const test::Folder folder;
  const std::string path = folder / "watched.db";
  auto database = Database::open(path);
  REQUIRE(database);
  const auto changed = watch_commits(path);
  CHECK_FALSE(changed());
  REQUIRE(database->run(Batch{{{"SELECT count(*) FROM events", {}}}}));
  CHECK_FALSE(changed());
  REQUIRE(database->run(Batch{{{"UPDATE clock SET counter = counter + 1", {}}}}));
  CHECK(changed());
  CHECK_FALSE(changed());
}

TEST_CASE("a file that cannot be read counts as changed") {
  const test::Folder folder;
  const auto changed = watch_commits(folder / "none.db");
  CHECK(changed());
  CHECK(changed());
}

}  // namespace
}  // namespace baton::native
