#include "native/machine/work_folder.hpp"

#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::machine {
namespace {

TEST_CASE("the folder of a session's work is the repository's, else that of the .baton file") {
  const test::Folder folder;
  folder.write("plain/deep/a.txt", "");
  folder.write("named/.baton", "");
  folder.write("named/deep/a.txt", "");
  folder.write("named/repository/.git/HEAD", "");
  folder.write("named/repository/part/.baton", "");
  CHECK(work_folder(folder / "plain/deep").empty());
  CHECK(work_folder(folder / "named/deep") == folder / "named");
  CHECK(work_folder(folder / "named") == folder / "named");
  CHECK(work_folder(folder / "named/repository/part") == folder / "named/repository");
  CHECK(work_folder(folder / "named/repository/gone/deep") == folder / "named/repository");
  CHECK(work_folder("").empty());
  CHECK(work_folder("relative").empty());
}

}  // namespace
}  // namespace baton::machine
