#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "core/base/uuid.hpp"
#include "native/machine/belonging.hpp"
#include "native/machine/environment.hpp"
#include "native/machine/git.hpp"
#include "native/machine/process.hpp"
#include "native/machine/project_file.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::machine {
namespace {

using test::Folder;

/// Runs git in a folder, as nobody in particular and without a person's configuration.
void git(const std::string& folder, std::vector<std::string> words) {
  Program program{
      .words = {"git", "-C", folder, "-c", "user.name=t", "-c", "user.email=t@t", "-c",
                "init.defaultBranch=main", "-c", "commit.gpgsign=false"},
      .unset = {},
      .set = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
              "GIT_AUTHOR_DATE=2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE=2026-01-01T00:00:00Z"}};
  program.words.insert(program.words.end(), words.begin(), words.end());
  const auto end = run_program(program);
  REQUIRE(end);
  INFO(words.front() << ": " << end->output);
  REQUIRE(end->exit_code == 0);
}

void make_repository(const Folder& folder, const std::string& name) {
  folder.write(name + "/a.txt", "a");
  git(folder / name, {"init", "-q"});
  git(folder / name, {"add", "a.txt"});
  git(folder / name, {"commit", "-q", "-m", name});
}

Environment environment_in(const Folder& folder) {
  return {.directory = folder.path(), .variables = {{"HOME", folder / "home"}}};
}

Belonging belonging_of(const Folder& folder, const std::string& path) {
  const Environment environment = environment_in(folder);
  Belongings belongings(environment);
  const auto belonging = belongings.of(path);
  REQUIRE(belonging);
  return *belonging;
}

std::string first_uid(const Folder& folder, const std::string& name) {
  return belonging_of(folder, folder / name).uids.front();
}

TEST_CASE("a program's output and end are known") {
  const auto end =
      run_program({.words = {"sh", "-c", "printf out; exit 3"}, .unset = {}, .set = {}});
  REQUIRE(end);
  CHECK(end->output == "out");
  CHECK(end->exit_code == 3);
  CHECK(!run_program({.words = {"no-such-program-anywhere"}, .unset = {}, .set = {}}));
}

TEST_CASE("a program that does not end is ended, with its children") {
  const auto end = run_program({.words = {"sh", "-c", "sleep 60 & wait"},
                                .unset = {},
                                .set = {},
                                .patience = std::chrono::milliseconds(100)});
  REQUIRE(!end);
  CHECK(end.error().code == "timed_out");
}

TEST_CASE("a program gets the environment that it is given") {
  setenv("BATON_TEST_GONE", "1", 1);
  const auto end = run_program({.words = {"sh", "-c", "printf %s-%s \"$BATON_TEST_GONE\" \"$NEW\""},
                                .unset = {"BATON_TEST_GONE"},
                                .set = {"NEW=x y"}});
  unsetenv("BATON_TEST_GONE");
  REQUIRE(end);
  CHECK(end->output == "-x y");
}

TEST_CASE("where the database lies") {
  Environment environment{.directory = "/work", .variables = {{"HOME", "/home/dev"}}};
  CHECK(database_path(environment, "") == "/home/dev/.local/share/baton/baton.db");
  environment.variables["XDG_DATA_HOME"] = "relative";
  CHECK(database_path(environment, "") == "/home/dev/.local/share/baton/baton.db");
  environment.variables["XDG_DATA_HOME"] = "/data";
  CHECK(database_path(environment, "") == "/data/baton/baton.db");
  environment.variables["BATON_DB"] = "x.db";
  CHECK(database_path(environment, "") == "/work/x.db");
  CHECK(database_path(environment, "~/y.db") == "/home/dev/y.db");
  CHECK(database_path(environment, "../y.db") == "/y.db");
}

TEST_CASE("the nearest .baton file upwards is found") {
  const Folder folder;
  const std::string uid = uuid_of_name("x");
  folder.write("a/b/c/file", "");
  CHECK(!*find_project_file(folder / "a/b/c"));
  REQUIRE(write_project_file({.path = folder / "a/.baton", .uid = uid, .name = "Name \"x\""}));
  const auto file = find_project_file(folder / "a/b/c");
  REQUIRE((file && *file));
  CHECK((*file)->uid == uid);
  CHECK((*file)->name == "Name \"x\"");
  CHECK((*file)->path == folder / "a/.baton");
  const auto again = write_project_file({.path = folder / "a/.baton", .uid = uid, .name = ""});
  REQUIRE(!again);
  CHECK(again.error().fault == Fault::conflict);
}

TEST_CASE("a .baton file may hold the uid alone, and must hold one") {
  const Folder folder;
  const std::string uid = uuid_of_name("x");
  folder.write("plain/.baton", uid + "\n");
  REQUIRE(find_project_file(folder / "plain"));
  CHECK((*find_project_file(folder / "plain"))->uid == uid);
  for (const char* text : {"", "{}", "{\"uid\":7}", "<<<<<<< HEAD", "[]"}) {
    folder.write("bad/.baton", text);
    const auto file = find_project_file(folder / "bad");
    REQUIRE(!file);
    CHECK(file.error().code == "bad_project_file");
    CHECK(file.error().message.find(folder / "bad/.baton") != std::string::npos);
  }
}

TEST_CASE("clones and worktrees are one project, copies under another history are not") {
  const Folder folder;
  make_repository(folder, "one");
  git(folder.path(), {"clone", "-q", folder / "one", folder / "two"});
  git(folder / "one", {"worktree", "add", "-q", folder / "three", "-b", "side"});
  make_repository(folder, "other");
  const std::string uid = first_uid(folder, "one");
  CHECK(first_uid(folder, "two") == uid);
  CHECK(first_uid(folder, "three") == uid);
  CHECK(first_uid(folder, "other") != uid);
  CHECK(belonging_of(folder, folder / "three").name == "one");

  folder.write("one/sub/deep/b.txt", "");
  CHECK(first_uid(folder, "one/sub/deep") == uid);
  CHECK(first_uid(folder, "one/gone/deep") == uid);
}

TEST_CASE("a remote names the project on every machine, however it is written") {
  const Folder folder;
  make_repository(folder, "one");
  git(folder.path(), {"clone", "-q", folder / "one", folder / "two"});
  const std::string before = first_uid(folder, "one");
  git(folder / "one", {"remote", "add", "origin", "git@github.com:acme/Parcel.git"});
  git(folder / "two", {"remote", "set-url", "origin", "https://me:key@github.com/acme/parcel"});
  git(folder.path(), {"clone", "-q", folder / "one", folder / "three"});
  const Belonging one = belonging_of(folder, folder / "one");
  CHECK(first_uid(folder, "two") == one.uids.front());
  CHECK(first_uid(folder, "three") == one.uids.front());
  CHECK(one.name == "parcel");
  CHECK(one.longer_name == "acme/parcel");
  // What was known before there was a remote is found again.
  CHECK(std::ranges::find(one.uids, before) != one.uids.end());
}

TEST_CASE("a .baton file outweighs git, and a folder without either is known by its path") {
  const Folder folder;
  make_repository(folder, "one");
  const std::string uid = uuid_of_name("declared");
  folder.write("one/.baton", uid);
  const Belonging declared = belonging_of(folder, folder / "one");
  CHECK(declared.uids == std::vector{uid});
  CHECK(declared.declared);

  folder.write("plain/file", "");
  const Belonging plain = belonging_of(folder, folder / "plain");
  CHECK(plain.name == "plain");
  CHECK(plain.exists);
  const Belonging gone = belonging_of(folder, "/nowhere/at/all/project");
  CHECK(gone.remembered);
  CHECK(gone.name == "project");
  CHECK(gone.uids != plain.uids);
}

TEST_CASE("a home folder under git does not own what was deleted in it") {
  const Folder folder;
  make_repository(folder, "home");
  CHECK(belonging_of(folder, folder / "home/project/gone").remembered);
  CHECK(belonging_of(folder, folder / "home").repository);
}

TEST_CASE("a variable that a git hook sets does not lead astray") {
  const Folder folder;
  make_repository(folder, "one");
  make_repository(folder, "two");
  const std::string two = first_uid(folder, "two");
  setenv("GIT_DIR", (folder / "one/.git").c_str(), 1);
  const std::string seen = first_uid(folder, "two");
  unsetenv("GIT_DIR");
  CHECK(seen == two);
}

TEST_CASE("folders above stop below home") {
  const Environment environment{.directory = "/", .variables = {{"HOME", "/home/dev"}}};
  CHECK(folders_above("/home/dev/a/b/c", environment) ==
        std::vector<std::string>{"/home/dev/a/b", "/home/dev/a"});
  CHECK(folders_above("/srv/a/b", environment) == std::vector<std::string>{"/srv/a", "/srv"});
  CHECK(folders_above("/home/dev", environment).empty());
}

TEST_CASE("the state of a repository") {
  const Folder folder;
  make_repository(folder, "one");
  auto state = repository_state(folder / "one");
  REQUIRE(state);
  CHECK(state->branch == "main");
  CHECK(state->commit.size() == 12);
  CHECK(state->uncommitted.empty());
  CHECK(!state->has_remote);
  CHECK(state->unpushed == 0);

  folder.write("one/a.txt", "changed");
  folder.write("one/new file\n.txt", "");
  git(folder / "one", {"mv", "a.txt", "b c.txt"});
  state = repository_state(folder / "one");
  REQUIRE(state);
  CHECK(state->uncommitted == std::vector<std::string>{"b c.txt", "new file\n.txt"});
}

TEST_CASE("commits that no remote has are counted") {
  const Folder folder;
  make_repository(folder, "one");
  git(folder.path(), {"clone", "-q", folder / "one", folder / "two"});
  CHECK(repository_state(folder / "two")->unpushed == 0);
  for (const char* name : {"x", "y"})
    git(folder / "two", {"commit", "-q", "--allow-empty", "-m", name});
  const auto state = repository_state(folder / "two");
  REQUIRE(state);
  CHECK(state->has_remote);
  CHECK(state->unpushed == 2);
}

TEST_CASE(
    "commits and branches are looked up, a detached head and an empty repository are no trouble") {
  const Folder folder;
  make_repository(folder, "one");
  const std::string commit = repository_state(folder / "one")->commit;
  CHECK(has_commit(folder / "one", commit));
  CHECK(!has_commit(folder / "one", "123456789012"));
  CHECK(!has_commit(folder / "one", "--help"));
  CHECK(has_branch(folder / "one", "main"));
  CHECK(!has_branch(folder / "one", "side"));
  git(folder / "one", {"checkout", "-q", "--detach"});
  CHECK(repository_state(folder / "one")->branch.empty());

  folder.write("empty/.keep", "");
  git(folder / "empty", {"init", "-q"});
  const auto empty = repository_state(folder / "empty");
  REQUIRE(empty);
  CHECK(empty->commit.empty());
  CHECK(empty->uncommitted == std::vector<std::string>{".keep"});
  CHECK(belonging_of(folder, folder / "empty").uids.size() == 1);
  CHECK(!repository_of(folder.path()));
  CHECK(!repository_state("/no/such/folder"));
}

}  // namespace
}  // namespace baton::machine
