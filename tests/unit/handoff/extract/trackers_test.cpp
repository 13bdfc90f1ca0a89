#include "core/handoff/extract/commands.hpp"
#include "core/handoff/extract/compaction.hpp"
#include "core/handoff/extract/files.hpp"
#include "core/handoff/extract/git.hpp"
#include "core/handoff/extract/paths.hpp"
#include "core/handoff/extract/shell_files.hpp"
#include "core/handoff/extract/todos.hpp"
#include "tests/catch.hpp"

namespace baton {
namespace {

using Change = TouchedFile::Change;

TEST_CASE("an error that the same command got over is not open") {
  Commands commands;
  commands.ran("npm run build", "error: no such module", true, 3);
  CHECK(commands.open().size() == 1);
  commands.ran("cd app && npm run build", "ok", false, 9);
  CHECK(commands.open().empty());
}

TEST_CASE("what was installed between failure and success is the remedy") {
  Commands commands;
  commands.ran("pytest", "E   ModuleNotFoundError: No module named 'x'", false, 1);
  commands.ran("pip install x", "Successfully installed", false, 3);
  commands.ran("pytest -q", "5 passed in 0.1s", false, 5);
  REQUIRE(commands.fixed().size() == 1);
  CHECK(commands.fixed()[0].error == "ModuleNotFoundError: No module named 'x'");
  CHECK(commands.fixed()[0].by == "pip install x");
  CHECK(commands.last_test().outcome == "5 passed in 0.1s");
}

TEST_CASE("the widest test run is remembered beside the last") {
  Commands commands;
  commands.ran("pytest", "187 passed in 1.3s", false, 1);
  commands.ran("pytest tests/a.py", "61 passed in 0.5s", false, 3);
  CHECK(commands.last_test().turn == 3);
  CHECK(commands.widest_test().turn == 1);
}

TEST_CASE("git's outputs tell branch, commits and what is left") {
  GitState git;
  git.read("git status",
           "On branch main\nChanges not staged for commit:\n\tmodified:   a.cpp\n"
           "Untracked files:\n\tb.txt\n",
           1);
  CHECK(git.branch() == "main");
  CHECK(git.uncommitted() == std::vector<std::string>{"a.cpp", "b.txt (untracked)"});
  git.read("git commit -am x",
           "[main 6dacbd6] Add the cache\n 1 file changed\n"
           "Your branch is ahead of 'origin/main' by 1 commit.\n",
           2);
  REQUIRE(git.commits().size() == 1);
  CHECK(git.commits()[0].hash == "6dacbd6");
  CHECK(git.commits()[0].subject == "Add the cache");
  CHECK(git.uncommitted().empty());
  CHECK(git.ahead() == "ahead of 'origin/main' by 1 commit");
  git.read("git push", "done", 3);
  CHECK(git.ahead().empty());
}

TEST_CASE("a quiet commit is one too") {
  GitState git;
  git.read("pytest -q && git add -A && git commit -qm 'Answer the tides' && git log --oneline",
           "3 passed in 0.45s\n4f1c2aa Answer the tides\n", 4);
  REQUIRE(git.commits().size() == 1);
  CHECK(git.commits()[0].hash == "4f1c2aa");
  CHECK(git.commits()[0].subject == "Answer the tides");
  git.read("git commit -q -m \"$(cat <<'END'\nCache the tides\n\nMore.\nEND\n)\"", "", 9);
  REQUIRE(git.commits().size() == 2);
  CHECK(git.commits()[1].hash.empty());
  CHECK(git.commits()[1].subject == "Cache the tides");
  git.read("git commit -qm x", "nothing to commit, working tree clean", 11);
  CHECK(git.commits().size() == 2);
}

TEST_CASE("todo lists are kept as their tools keep them") {
  Todos todos;
  CHECK(todos.read_call("TodoWrite",
                        R"({"todos":[{"content":"a b","status":"completed"},
                                     {"content":"c d","status":"in_progress"}]})",
                        1));
  REQUIRE(todos.all().size() == 2);
  CHECK(todos.all()[1].status == Todos::Status::in_progress);
  CHECK(todos.read_call("update_plan", R"({"plan":[{"step":"e","status":"pending"}]})", 2));
  CHECK(todos.all().size() == 1);
  CHECK_FALSE(todos.read_call("Bash", "{}", 3));
}

TEST_CASE("tasks are made and changed one by one") {
  Todos todos;
  todos.read_call("TaskCreate", R"({"subject":"first"})", 1);
  todos.read_call("TaskCreate", R"({"subject":"second"})", 2);
  todos.read_call("TaskUpdate", R"({"taskId":"1","status":"completed"})", 3);
  todos.read_call("TaskUpdate", R"({"taskId":"2","status":"deleted"})", 4);
  REQUIRE(todos.all().size() == 1);
  CHECK(todos.all()[0].status == Todos::Status::completed);
}

TEST_CASE("files are created, modified, deleted; what a session made and removed leaves no trace") {
  TouchedFiles files;
  files.change("/w/a.cpp", Change::created, 1, true);
  files.change("/w/a.cpp", Change::modified, 2, true);
  files.change("/w/old.cpp", Change::modified, 3, true);
  files.change("/w/tmp/x.cpp", Change::created, 4, true);
  files.remove("/w/tmp", 5);
  files.remove("/w/old.cpp", 6);
  REQUIRE(files.all().size() == 2);
  CHECK(files.all().at("/w/a.cpp").change == Change::created);
  CHECK(files.all().at("/w/old.cpp").change == Change::deleted);
}

TEST_CASE("patches and shell commands name files") {
  const auto files =
      files_of_patch("*** Begin Patch\n*** Add File: a.py\n+x\n*** Delete File: b.py\n");
  REQUIRE(files.size() == 2);
  CHECK(files[0] == std::pair<std::string, Change>{"a.py", Change::created});
  CHECK(paths_removed_by("cd x && rm -rf build 'my file' *.o") ==
        std::vector<std::string>{"x/build", "x/my file"});
  CHECK(paths_removed_by("cd /w/x && rm ../a.py") == std::vector<std::string>{"/w/a.py"});
  CHECK(folder_after("cd web && npm test", "/w") == "/w/web");
  CHECK(folder_after("cd .. && cd /x/./y/", "/w/web") == "/x/y");
  CHECK(folder_after("cd \"$ROOT\"", "/w") == "/w");
  CHECK(folder_told("pwd && ls -la", "/w/app/types\ntotal 28") == "/w/app/types");
  CHECK(folder_told("cd app; pwd; cd src", "/w/app\n") == "/w/app/src");
  CHECK(folder_told("ls && pwd", "a\n/w\n") == "/w");
  CHECK(folder_told("ls -la", "/w").empty());
}

TEST_CASE("redirections and tee name the files that a shell command writes") {
  const auto written = [](std::string_view command) {
    std::string names;
    for (const ShellWrite& one : paths_written_by(command))
      names += one.path + (one.appends ? "+ " : " ");
    return names;
  };
  CHECK(written("cd app && cat > types/x.ts << 'EOF'\nconst a = b > 1 ? 'it' : x;\nEOF\ncd ..") ==
        "app/types/x.ts ");
  CHECK(written("cat <<-EOF >> .env\nA=1 > 2\n\tEOF\necho b >c.txt") == ".env+ c.txt ");
  CHECK(written("pip freeze > requirements.txt 2>/dev/null") == "requirements.txt ");
  CHECK(written("(cd web; echo 1 > a) && ls | sort | tee -a 'b c' d") == "web/a b c+ d+ ");
  CHECK(
      written("git commit -m \"$(cat <<'EOF'\nSay \"hi\" <a@b.c>\n\nx > y\nEOF\n)\" && git log") ==
      "");
  CHECK(written("ls 2>&1 >&2 | grep '->' > \"$OUT\" # > no") == "");
  CHECK(written("npm test > out.txt; npm test | tee out.txt; curl -s x > /tmp/a; ls &> ls.log") ==
        "");
}

TEST_CASE("a compaction summary is read by its parts") {
  const Compaction kept = read_compaction(
      "Analysis:\n1. stuff\n\nSummary:\n1. Primary Request and Intent:\n   Build it. Always test.\n"
      "4. Errors and Fixes:\n   - **Bad port**: used 80, fixed by 8080\n"
      "7. Pending Tasks:\n   - Write the guide\n8. Current Work:\n   Reading files.\n",
      12);
  REQUIRE(kept.pending.size() == 1);
  CHECK(kept.pending[0].text == "Write the guide");
  CHECK(kept.pending[0].turn == 12);
  REQUIRE(kept.errors.size() == 1);
  CHECK(kept.errors[0].text == "Bad port");
  CHECK(kept.errors[0].detail == "used 80, fixed by 8080");
  CHECK(kept.current.size() == 1);
  CHECK(kept.intent.size() == 2);
}

TEST_CASE("paths below the working directory are written relative to it") {
  const Paths paths("/home/ada/work/");
  CHECK(paths.relative("/home/ada/work/src/a.cpp") == "src/a.cpp");
  CHECK(paths.relative("/etc/hosts") == "/etc/hosts");
  CHECK(paths.shortened("cd /home/ada/work && cat /home/ada/work/a /home/ada/workshop/b") ==
        "cd . && cat a /home/ada/workshop/b");
}

TEST_CASE("paths of a session in a folder of the project are written relative to the project's") {
  const Paths paths("/home/ada/work/web", "/home/ada/work");
  CHECK(paths.relative("/home/ada/work/web/a.ts") == "web/a.ts");
  CHECK(paths.relative("/home/ada/work/core/b.cpp") == "core/b.cpp");
  CHECK(paths.relative("src/c.ts") == "src/c.ts");
  CHECK(paths.given("src/c.ts") == "web/src/c.ts");
  CHECK(paths.given("../core/b.cpp") == "core/b.cpp");
  CHECK(paths.given("/home/ada/work/web/a.ts") == "web/a.ts");
  CHECK(paths.given("~/notes.md") == "~/notes.md");
  CHECK(paths.shortened("in /home/ada/work/web and /home/ada/work") == "in web and .");
  const Paths elsewhere("/home/ada/work", "/home/ada/other");
  CHECK(elsewhere.relative("/home/ada/work/a.ts") == "a.ts");
  CHECK(elsewhere.given("a.ts") == "a.ts");
  const Paths anywhere("", "/home/ada/work");
  CHECK(anywhere.given("/home/ada/work/a.ts") == "a.ts");
  CHECK(anywhere.given("b.ts") == "b.ts");
  const Paths drive(R"(C:\Users\ada\work\web)", R"(C:\Users\ada\work)");
  CHECK(drive.given(R"(C:\Users\ada\work\web\a.ts)") == "web/a.ts");
  CHECK(drive.given(R"(C:\Users\ada\notes.md)") == R"(C:\Users\ada\notes.md)");
}

TEST_CASE("a command's paths mean the same to a shell in the project's folder") {
  const Paths paths("/w");
  CHECK(paths.in_command("cd /w && /w/run.sh --all; /w/tools/build.sh /w") ==
        "cd . && ./run.sh --all; tools/build.sh .");
  CHECK(paths.in_command("PATH=/w/bin:$PATH ls /workshop/a") == "PATH=./bin:$PATH ls /workshop/a");
}

}  // namespace
}  // namespace baton
