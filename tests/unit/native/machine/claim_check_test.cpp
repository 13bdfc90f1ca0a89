#include "native/machine/claim_check.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "native/machine/process.hpp"
#include "native/machine/trust.hpp"
#include "native/machine/within.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::machine {
namespace {

using test::Folder;

/// A repository that a test makes and changes.
class MadeRepository {
 public:
  MadeRepository() {
    folder.write("a.txt", "a");
    folder.write("b.txt", "b");
    run({"init", "-q", "-b", "main"});
    commit("one");
  }
  void run(std::vector<std::string> words) const {
    Program program{.words = {"git", "-C", folder.path(), "-c", "user.name=t", "-c",
                              "user.email=t@t", "-c", "commit.gpgsign=false"},
                    .unset = {},
                    .set = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null"}};
    program.words.insert(program.words.end(), words.begin(), words.end());
    const auto end = run_program(program);
    REQUIRE(end);
    REQUIRE(end->exit_code == 0);
  }
  void commit(const std::string& message) const {
    run({"add", "-A"});
    run({"commit", "-q", "--allow-empty", "-m", message});
  }
  std::string head() const {
    const auto end = run_program(
        {.words = {"git", "-C", folder.path(), "rev-parse", "HEAD"}, .unset = {}, .set = {}});
    REQUIRE(end);
    return end->output.substr(0, 12);
  }

  Folder folder;
};

Ground ground_in(const std::string& folder, bool repository) {
  Ground ground;
  ground.folder = folder;
  ground.directory = folder;
  ground.repository = repository;
  ground.search_path = "/usr/bin:/bin";
  return ground;
}

/// `verdict: what was found` of each claim that does not hold.
std::vector<std::string> moved_in(const Handoff& handoff, const Ground& ground) {
  std::vector<std::string> lines;
  for (const Finding& finding : check_claims(claims_of(handoff), handoff, ground))
    if (finding.verdict != Verdict::holds)
      lines.push_back(std::string(to_word(finding.verdict)) + ": " + finding.found);
  return lines;
}

using Lines = std::vector<std::string>;

/// A handoff that holds in a fresh repository.
Handoff true_in(const MadeRepository& repository) {
  Handoff handoff;
  handoff.date = "2099-01-01T00:00:00.000Z";
  handoff.branch = "main";
  handoff.commit = repository.head();
  handoff.created = {"a.txt"};
  handoff.modified = {"b.txt"};
  handoff.deleted = {"c.txt"};
  handoff.commands = {{"sh -c true", "ok", false, 0, 0}};
  return handoff;
}

TEST_CASE("a handoff of an untouched repository holds") {
  const MadeRepository repository;
  CHECK(moved_in(true_in(repository), ground_in(repository.folder.path(), true)).empty());
}

TEST_CASE("what moved in a repository is named") {
  const MadeRepository repository;
  const Ground ground = ground_in(repository.folder.path(), true);
  Handoff handoff = true_in(repository);

  SECTION("a renamed branch") {
    repository.run({"branch", "-m", "main", "other"});
    CHECK(moved_in(handoff, ground) == Lines{"broken: branch main is gone; other is checked out"});
  }
  SECTION("another branch") {
    repository.run({"checkout", "-q", "-b", "other"});
    CHECK(moved_in(handoff, ground) ==
          Lines{"changed: other is checked out, then it was branch main"});
  }
  SECTION("new commits") {
    repository.commit("two");
    repository.commit("three");
    const Lines found = moved_in(handoff, ground);
    REQUIRE(found.size() == 1);
    CHECK(found[0].starts_with("changed: 2 commits since " + handoff.commit));
  }
  SECTION("a commit that is not there") {
    handoff.commit = "0123456789ab";
    CHECK(moved_in(handoff, ground) ==
          Lines{"broken: commit 0123456789ab is not in this repository"});
  }
  SECTION("a history that was rewritten") {
    repository.commit("two");
    handoff.commit = repository.head();
    repository.run({"reset", "-q", "--hard", "HEAD~1"});
    CHECK(moved_in(handoff, ground) == Lines{"changed: the head, " + repository.head() +
                                             ", does not contain commit " + handoff.commit});
  }
  SECTION("a deleted file, and one that is back") {
    repository.run({"rm", "-q", "a.txt"});
    repository.folder.write("c.txt", "");
    repository.commit("two");
    handoff.commit = repository.head();
    CHECK(moved_in(handoff, ground) ==
          Lines{"broken: a.txt is gone", "changed: c.txt is there again"});
  }
  SECTION("a dirty tree") {
    repository.folder.write("new.txt", "");
    CHECK(moved_in(handoff, ground) ==
          Lines{"changed: 1 file not committed that the handoff does not name: new.txt"});
    handoff.uncommitted = {"new.txt"};
    CHECK(moved_in(handoff, ground).empty());
    handoff.uncommitted = {"new.txt", "a.txt"};
    CHECK(moved_in(handoff, ground) ==
          Lines{"changed: 1 file not committed then: committed or undone since"});
  }
  SECTION("a file modified since, by a commit or not") {
    repository.folder.write("b.txt", "other");
    repository.commit("two");
    handoff.date = "2020-01-01T00:00:00.000Z";
    const Lines found = moved_in(handoff, ground);
    REQUIRE(found.size() == 2);
    CHECK(found[0] == "changed: b.txt was modified since");
    handoff.date = "2099-01-01T00:00:00.000Z";
    CHECK(moved_in(handoff, ground).size() == 1);
  }
}

TEST_CASE("without git the files are looked at, the rest is not") {
  const Folder folder;
  folder.write("a.txt", "");
  Handoff handoff;
  handoff.created = {"a.txt", "b.txt"};
  handoff.branch = "main";
  CHECK(moved_in(handoff, ground_in(folder.path(), false)) ==
        Lines{"broken: b.txt is gone", "unchecked: there is no git repository here",
              "unchecked: there is no git repository here"});
}

/// A port that listens as long as this lives.
class Listener {
 public:
  Listener() : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(bind(descriptor_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(listen(descriptor_, 4) == 0);
    getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener() { close(descriptor_); }
  int port = 0;

 private:
  int descriptor_;
};

TEST_CASE("a service answers until it stops") {
  const Folder folder;
  Handoff handoff;
  std::string port;
  {
    const Listener listener;
    port = std::to_string(listener.port);
    handoff.state = {{"The server is running on localhost:" + port, "", 1, 2}};
    CHECK(moved_in(handoff, ground_in(folder.path(), false)).empty());
  }
  CHECK(moved_in(handoff, ground_in(folder.path(), false)) ==
        Lines{"broken: nothing answers on localhost:" + port});
}

TEST_CASE("programs, scripts and targets are looked for, not run") {
  const Folder folder;
  folder.write("package.json", R"({"scripts":{"build":"x"}})");
  folder.write("sub/package.json", R"({"scripts":{"test":"touch ran"}})");
  folder.write("Makefile", "CC := cc\nall check: x\n\ttouch ran\n");
  folder.write(".venv/bin/pytest", "");
  chmod((folder / ".venv/bin/pytest").c_str(), 0755);
  const auto of = [&](const std::string& command) {
    Handoff handoff;
    handoff.commands = {{command, "ok", false, 0, 0}};
    Lines lines;
    for (const std::string& line : moved_in(handoff, ground_in(folder.path(), false)))
      if (!line.contains("not found on PATH")) lines.push_back(line);
    return lines;
  };
  CHECK(of("npm run build").empty());
  CHECK(of("cd sub && npm test").empty());
  CHECK(of("npm test") == Lines{"broken: package.json has no script test"});
  CHECK(of("make check all").empty());
  CHECK(of("make lint") == Lines{"broken: the Makefile has no target lint"});
  CHECK(of("./gone.sh") == Lines{"broken: ./gone.sh is gone"});
  CHECK(of("pytest -q").empty());
  Handoff handoff;
  handoff.commands = {{"pytest; no-such-program-here", "ok", false, 0, 0}};
  CHECK(moved_in(handoff, ground_in(folder.path(), false)) ==
        Lines{"broken: no-such-program-here is not found on PATH nor in the project"});
  CHECK(file_kind(folder / "ran") == FileKind::missing);
}

TEST_CASE("a migration is found by its name anywhere in the repository") {
  const MadeRepository repository;
  repository.folder.write("deep/down/0007_more.sql", "");
  repository.commit("two");
  Handoff handoff;
  handoff.notes = {{"Migrations applied: 0007_more.sql, 0008_next.sql", "", 0, 0}};
  CHECK(moved_in(handoff, ground_in(repository.folder.path(), true)) ==
        Lines{"broken: migration 0008_next.sql is not there"});
}

TEST_CASE("what only the machine that recorded a handoff knows is not looked for on another") {
  const MadeRepository repository;
  Handoff handoff = true_in(repository);
  handoff.state = {{"The server is running on localhost:1", "", 1, 2}};
  handoff.commands = {{"no-such-program-here; ./gone.sh; npm run lint", "ok", false, 0, 0}};
  handoff.created = {"a.txt", "dirty.txt", "fresh/deep.txt", "ignored.env",
                     "/home/ada/w/dirty.txt"};
  handoff.uncommitted = {"dirty.txt", "fresh/", "package.json"};
  repository.folder.write("package.json", "{}");
  Ground ground = ground_in(repository.folder.path(), true);
  SECTION("on the same machine all is as it is") {
    Lines found = moved_in(handoff, ground);
    std::erase(found, "broken: npm is not found on PATH nor in the project");
    CHECK(found == Lines{"broken: dirty.txt is gone", "broken: fresh/deep.txt is gone",
                         "broken: ignored.env is gone",
                         "unchecked: it lies outside of the project's folder",
                         "changed: 2 files not committed then: committed or undone since",
                         "broken: nothing answers on localhost:1",
                         "broken: no-such-program-here is not found on PATH nor in the project",
                         "broken: ./gone.sh is gone", "broken: package.json has no script lint"});
  }
  SECTION("on another it is unchecked") {
    ground.recorded_on = "laptop";
    CHECK(moved_in(handoff, ground) ==
          Lines(10, "unchecked: not checkable here (recorded on laptop)"));
  }
  SECTION("what was not committed there and is here holds") {
    ground.recorded_on = "laptop";
    repository.folder.write("dirty.txt", "");
    CHECK(moved_in(handoff, ground).size() == 9);
  }
  SECTION("what a clone can confirm is checked there, too") {
    ground.recorded_on = "laptop";
    handoff.uncommitted = {"dirty.txt"};
    handoff.created = {"a.txt"};
    handoff.commands = {{"npm run lint; make all", "ok", false, 0, 0}};
    handoff.notes = {{"Migrations applied: 0008_next.sql", "", 0, 0}};
    repository.run({"rm", "-q", "a.txt"});
    repository.folder.write("c.txt", "");
    repository.folder.write("Makefile", "check:\n");
    repository.commit("two");
    const Lines found = moved_in(handoff, ground);
    CHECK(std::ranges::count(found, "broken: a.txt is gone") == 1);
    CHECK(std::ranges::count(found, "changed: c.txt is there again") == 1);
    CHECK(std::ranges::count(found, "broken: package.json has no script lint") == 1);
    CHECK(std::ranges::count(found, "broken: the Makefile has no target all") == 1);
    CHECK(std::ranges::count(found, "broken: migration 0008_next.sql is not there") == 1);
    CHECK(std::ranges::count_if(found, [](const std::string& line) {
            return line.starts_with("changed: 1 commit since");
          }) == 1);
  }
  SECTION("a deletion that was not committed there is no file that came back") {
    ground.recorded_on = "laptop";
    handoff.deleted = {"b.txt"};
    const Lines found = moved_in(handoff, ground);
    CHECK(std::ranges::count_if(
              found, [](const std::string& line) { return line.contains("there again"); }) == 0);
  }
}

TEST_CASE("a hostile handoff is neither followed nor obeyed") {
  const Folder outer;
  outer.write("secret.txt", "");
  const std::string folder = outer / "inner";
  std::filesystem::create_directory(folder);
  std::filesystem::create_symlink(outer.path(), folder + "/link");
  mkfifo((folder + "/pipe").c_str(), 0600);
  mkfifo((folder + "/package.json").c_str(), 0600);
  mkfifo((folder + "/Makefile").c_str(), 0600);
  Handoff handoff;
  handoff.created = {"../secret.txt", "link/secret.txt", "/etc/passwd", "~/x", "pipe",
                     "a\nb",          "a.txt; rm -rf ."};
  handoff.branch = "--upload-pack=touch ran";
  handoff.commit = "--output=ran";
  handoff.commands = {{"npm test; make x; ; rm -rf . ; $(touch ran)", "ok", false, 0, 0}};
  handoff.last_test = {"touch ran", "ok", false, 0, 0};
  const Lines found = moved_in(handoff, ground_in(folder, false));
  CHECK(std::ranges::count(found, "unchecked: it lies outside of the project's folder") == 4);
  CHECK(std::ranges::count(found,
                           "changed: pipe is no file any more, but a pipe, socket or device") == 1);
  CHECK(file_kind(folder + "/ran") == FileKind::missing);
  CHECK(file_kind(folder + "/pipe") == FileKind::other);
}

TEST_CASE("names that git would take for options are names") {
  const MadeRepository repository;
  Handoff handoff;
  handoff.branch = "--output=ran";
  handoff.commit = "--output=ran";
  CHECK(moved_in(handoff, ground_in(repository.folder.path(), true)) ==
        Lines{"broken: branch --output=ran is gone; main is checked out",
              "unchecked: it is no commit's name"});
  CHECK(file_kind(repository.folder / "ran") == FileKind::missing);
}

TEST_CASE("when the time is over the rest is not checked") {
  const Folder folder;
  Handoff handoff;
  handoff.created = {"a", "b"};
  Ground ground = ground_in(folder.path(), false);
  ground.all = std::chrono::milliseconds(0);
  CHECK(moved_in(handoff, ground) == Lines(2, "unchecked: the time for checks was over"));
}

TEST_CASE("trust is for one command in one repository, by its exact text") {
  const Folder folder;
  const Environment environment{.directory = folder.path(),
                                .variables = {{"XDG_STATE_HOME", folder / "state"}}};
  const TrustedCommands trusted(environment);
  CHECK_FALSE(trusted.knows("/r", "npm test"));
  REQUIRE(trusted.remember("/r", "npm test"));
  REQUIRE(trusted.remember("/r", "echo \"a\"\n"));
  CHECK(trusted.knows("/r", "npm test"));
  CHECK(trusted.knows("/r", "echo \"a\"\n"));
  CHECK_FALSE(trusted.knows("/r", "npm test "));
  CHECK_FALSE(trusted.knows("/r/sub", "npm test"));
}

}  // namespace
}  // namespace baton::machine
