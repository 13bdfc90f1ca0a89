#include "core/handoff/extract.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/extract/told.hpp"

namespace baton {
namespace {

TEST_CASE("the goal is the latest request of substance and points at its turn") {
  Told told;
  told.user("Add a cache to the router").says("I'll start.").edits("a.cpp").says("Added `a.cpp`.");
  told.user("ok, go on").edits("b.cpp").says("Wired it into `b.cpp`.");
  const Handoff handoff = told.hand();
  CHECK(handoff.goal == HandoffItem{"Add a cache to the router", "finished", 5, 1});
  CHECK(handoff.modified == std::vector<std::string>{"a.cpp", "b.cpp"});
}

TEST_CASE("what was said to be done is not so where the write of its file failed") {
  Told told;
  told.user("Write the guide and the index");
  told.calls("Write", R"({"file_path":"/w/GUIDE.md","content":"x"})")
      .gets("Claude requested permissions to write to /w/GUIDE.md, but you haven't granted it yet.",
            true);
  told.calls("Write", R"({"file_path":"/w/index.md","content":"x"})").gets("No such folder", true);
  told.calls("Write", R"({"file_path":"/w/index.md","content":"x"})").gets("File created");
  told.says(
      "Done:\n\n- I've created the guide in `GUIDE.md`.\n- I've created the index in `index.md`.");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.errors, "`GUIDE.md` was not written: Claude requested permissions"));
  CHECK_FALSE(has(handoff.errors, "index.md"));
  CHECK(has(handoff.errors, "although it was said: I've created the guide"));
  CHECK_FALSE(has(handoff.accomplished, "GUIDE.md"));
  CHECK(handoff.created == std::vector<std::string>{"index.md"});
}

TEST_CASE("servers, packages and migrations of the session are in its handoff") {
  Told told;
  told.user("Set the project up").runs("npm install zod", "added 1 package");
  told.runs("npm run dev", "Local: http://localhost:5173/");
  told.runs("npx prisma migrate dev", "Applied").says("It runs.");
  const Handoff handoff = told.hand();
  REQUIRE(handoff.services.size() == 1);
  CHECK(field_of(handoff.services[0], "start") == "`npm run dev`");
  CHECK(has(handoff.packages, "`zod` (npm)"));
  CHECK(has(handoff.database, "`npx prisma migrate dev`"));
}

TEST_CASE("a folder that is removed is the one at the working directory") {
  Told told;
  told.user("Move the package").edits("src/app/main.py").edits("app/old.py");
  told.runs("git rm -r app/", "rm 'app/old.py'").says("Moved.");
  const Handoff handoff = told.hand();
  CHECK(handoff.modified == std::vector<std::string>{"src/app/main.py"});
  CHECK(handoff.deleted == std::vector<std::string>{"app/old.py"});
}

TEST_CASE("what a handoff keeps of paths is relative to the project's folder") {
  Told told("/top/web", "/top");
  const auto edit = [&](const std::string& path) {
    told.calls("Edit", R"({"file_path":")" + path + R"(","old_string":"a","new_string":"b"})")
        .gets("The file has been updated");
  };
  told.user("Fix the gate in /top/core, please");
  for (const char* path : {"/top/core/b.cpp", "/top/web/a.ts", "a.ts", "/etc/hosts"}) edit(path);
  told.runs("cd /top/web && npx tsc", "").runs("/top/check.sh", "12 passed");
  const Handoff handoff = told.says("The gate of /top/web is mended.").hand();
  CHECK(handoff.modified == std::vector<std::string>{"/etc/hosts", "core/b.cpp", "web/a.ts"});
  std::vector<std::string> files;
  for (const auto& [path, change] : told.extractor().files()) files.push_back(path);
  CHECK(files == std::vector<std::string>{"/etc/hosts", "core/b.cpp", "web/a.ts"});
  CHECK_FALSE(contains(render_markdown(handoff), "/top"));
}

TEST_CASE("files that the shell writes are created where it stands") {
  Told told;
  told.user("Write the types").runs("cd /w/app", "").edits("app/a.ts");
  told.calls("Write", R"({"file_path":"/w/types/todo.ts","content":"x"})").gets("File created");
  told.runs("cat > types/todo.ts << 'EOF'\\nexport {}\\nEOF", "");
  told.runs("cd types && npx tsc", "error TS1: no", true);
  told.runs("echo a > b.md", "").runs("pwd", "/w\n").runs("echo a > app/a.ts; echo > c.md", "");
  const Handoff handoff = told.says("Written.").hand();
  CHECK(handoff.created ==
        std::vector<std::string>{"types/todo.ts", "app/types/b.md", "app/types/todo.ts", "c.md"});
  CHECK(handoff.modified == std::vector<std::string>{"app/a.ts"});
  CHECK(has(handoff.questions, "todo.ts in types/ and app/types/"));
}

TEST_CASE("what the last looks gave is told where the assistant said nothing of it") {
  Told told;
  told.user("What types are there?").says("Let me check the types.");
  told.calls("Read", R"({"file_path":"/w/src/all.ts"})")
      .gets(
          "     1→export interface Message {\n     2→  id: string;\n     3→}\n     4→export type B "
          "= 1;");
  told.calls("Grep", R"({"pattern":"type.*Content","path":"/w/src"})")
      .gets(
          "/w/src/parser.ts:1:import { Content } from './x';\n/w/src/types.ts:30:type Content = "
          "1;\n"
          "/w/src/parser.ts:9:const type = Content;");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.state,
            "Broken off after `Grep` “type.*Content” in src, which found "
            "`types.ts:30` type Content = 1, `parser.ts:9` const type = Content"));
  CHECK(has(handoff.state, "Before that `Read` src/all.ts, which declares Message, B"));
  CHECK(handoff.read == std::vector<std::string>{"src/types.ts", "src/parser.ts", "src/all.ts"});
  told.calls("Glob", R"({"pattern":"**/*.rs"})").gets("No files found");
  CHECK(has(told.hand().state, "Broken off after `Glob` “**/*.rs”, which found nothing"));
  CHECK_FALSE(has(told.says("There are two.").hand().state, "Broken off"));
}

TEST_CASE("a refused write after which another file was made is a failed approach") {
  Told told;
  told.user("Write the hook");
  told.calls("Write", R"({"file_path":"/w/h/use.ts","content":"x"})")
      .gets("<tool_use_error>File has not been read yet. Read it first.</tool_use_error>", true);
  told.says("A new file, then.").calls("Write", R"({"file_path":"/w/h/simple.ts","content":"x"})");
  const Handoff handoff = told.gets("File created").says("Done.").hand();
  CHECK(has(handoff.failed_approaches, "tried to write `h/use.ts`: File has not been read yet"));
  CHECK(has(handoff.failed_approaches, "then wrote `h/simple.ts` instead"));
  Told read;
  read.user("Write the hook").calls("Write", R"({"file_path":"/w/h/use.ts","content":"x"})");
  read.gets("File has not been read yet.", true);
  read.calls("Write", R"({"file_path":"/w/h/use.ts","content":"x"})").gets("File created");
  read.calls("Write", R"({"file_path":"/w/h/b.ts","content":"x"})").gets("File created");
  CHECK_FALSE(has(read.says("Done.").hand().failed_approaches, "instead"));
}

TEST_CASE("a server that was stopped is not told as started") {
  Told told;
  told.user("Try it").runs("npm run dev", "Command running in background with ID: bash_2. Go on.");
  CHECK(told.hand().commands.at(0).outcome == "started, in the background");
  told.calls("KillBash", R"({"shell_id":"bash_2"})").gets("Successfully killed shell: bash_2");
  CHECK(told.hand().commands.at(0).outcome == "started in the background, then stopped");
}

TEST_CASE("a folder of the same name further down outlives the one that is removed") {
  Told told;
  told.user("Restructure to a src layout").calls("Write", R"({"file_path":"/w/src/app/api.py"})");
  told.gets("File created successfully").runs("git rm -r app/", "rm 'app/api.py'");
  told.edits("src/app/api.py").says("Restructured.");
  const Handoff handoff = told.hand();
  CHECK(handoff.created == std::vector<std::string>{"src/app/api.py"});
  CHECK(handoff.modified.empty());
  CHECK(handoff.deleted.empty());
}

TEST_CASE("what is removed is meant as the shell stands") {
  Told told;
  told.user("Clean up").edits("web/src/a.ts").edits("src/a.ts");
  told.runs("cd web && npm test", "ok").runs("rm src/a.ts", "").says("Clean.");
  const Handoff handoff = told.hand();
  CHECK(handoff.deleted == std::vector<std::string>{"web/src/a.ts"});
  CHECK(handoff.modified == std::vector<std::string>{"src/a.ts"});
}

TEST_CASE("what a tool's own rules prevented, or a shell wrote after all, is no open error") {
  Told told;
  told.user("Write the types");
  told.calls("Write", R"({"file_path":"/w/a.ts","content":"x"})")
      .gets("<tool_use_error>File has not been read yet", true);
  told.calls("Write", R"({"file_path":"/w/b.ts","content":"x"})")
      .gets("EACCES: permission denied", true);
  told.calls("Write", R"({"file_path":"/w/c.ts","content":"x"})")
      .gets("EACCES: permission denied", true);
  told.runs("cat > b.ts", "").says("Wrote the types.");
  const Handoff handoff = told.hand();
  CHECK_FALSE(has(handoff.errors, "a.ts"));
  CHECK_FALSE(has(handoff.errors, "b.ts"));
  CHECK(has(handoff.errors, "`c.ts` was not written"));
  CHECK(has(handoff.next, "Write `c.ts`"));
}

TEST_CASE("what was offered and not chosen is ruled out") {
  Told told;
  told.user("Choose a store");
  told.calls(
      "AskUserQuestion",
      R"({"questions":[{"question":"Which?","options":[{"label":"SQLite"},{"label":"Postgres"}]}]})");
  told.gets("User has answered your questions: \"Which?\"=\"SQLite\". You can now continue.");
  told.says("SQLite it is.");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.failed_approaches, "Offered and not chosen: Postgres"));
  CHECK_FALSE(has(handoff.failed_approaches, "SQLite"));
}

TEST_CASE("an answer in the user's own words refuses no option") {
  Told told;
  told.user("Choose a store");
  told.calls(
      "AskUserQuestion",
      R"({"questions":[{"question":"Which?","options":[{"label":"SQLite"},{"label":"Postgres"}]},)"
      R"({"question":"Where?","options":[{"label":"Locally"},{"label":"Hosted"}]}]})");
  told.gets(
      "User has answered your questions: \"Which?\"=\"Whatever is there already\", "
      "\"Where?\"=\"Hosted\". You can now continue.");
  told.says("Done.");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.failed_approaches, "Offered and not chosen: Locally"));
  CHECK_FALSE(has(handoff.failed_approaches, "SQLite"));
}

TEST_CASE("a plan without an answer is a question, its parts are what comes next") {
  Told told;
  told.user("Plan the move");
  told.calls("ExitPlanMode",
             R"({"plan":"## Plan\n\n- Move the parser into its own folder\n- Rename the tests"})");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.blockers, "A plan was presented and not answered"));
  CHECK(has(handoff.next, "Move the parser into its own folder"));
}

TEST_CASE("a changed file that ran well is not called untested, nor are words") {
  Told told;
  told.user("Write the script")
      .edits("tool.py")
      .runs("python3 tool.py", "hello")
      .says("It prints hello.");
  CHECK_FALSE(has(told.hand().state, "untested: "));
  Told words;
  words.user("Write the guide").edits("GUIDE.md").says("Wrote it.");
  CHECK_FALSE(has(words.hand().state, "untested"));
}

TEST_CASE("a session that began with a slash command is about that command") {
  Told told;
  told.user("<command-message>init</command-message>\n<command-name>/init</command-name>");
  told.edits("a.md").says("Wrote it.");
  CHECK(told.hand().goal == HandoffItem{"/init", "unknown", 5, 1});
  told.user("Now add a chapter on caching to it");
  CHECK(told.hand().goal.text == "Now add a chapter on caching to it");
}

TEST_CASE("a session that ends in the middle is unfinished, and says what was running") {
  Told told;
  told.user("Audit the code").says("Let me look.").calls("Bash", R"({"command":"git ls-files"})");
  const Handoff handoff = told.hand();
  CHECK(handoff.goal.detail == "unfinished");
  CHECK(has(handoff.in_progress, "git ls-files"));
}

TEST_CASE("done items carry their evidence") {
  const auto evidence = [](Told& told) { return told.hand().accomplished.at(0).detail; };
  Told unverified;
  unverified.user("Add it").edits("a.cpp").says("Done:\n\n- Added `cache()` to a.cpp");
  CHECK(evidence(unverified) == "unverified");
  Told tested;
  tested.user("Add it").edits("a.cpp").runs("npm test", "Tests  7 passed (7)");
  tested.says("Done:\n\n- Added `cache()` to a.cpp");
  CHECK(evidence(tested) == "tests after the last edit: Tests 7 passed (7)");
  Told committed;
  committed.user("Add it").edits("a.cpp").runs("git commit -am x", "[main 1a2b3c4] Add it");
  committed.says("Done:\n\n- Added `cache()` to a.cpp");
  CHECK(evidence(committed) == "commit 1a2b3c4");
  Told edited_after;
  edited_after.user("Add it").runs("npm test", "Tests  7 passed (7)").edits("a.cpp");
  edited_after.says("Done:\n\n- Added `cache()` to a.cpp");
  CHECK(evidence(edited_after) == "unverified");
}

TEST_CASE("open todo items are the next steps") {
  Told told;
  told.user("Build the parser").calls("TodoWrite", R"({"todos":[
      {"content":"Read the grammar","status":"completed"},
      {"content":"Write the lexer","status":"in_progress"},
      {"content":"Write the parser","status":"pending"}]})");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.next, "Write the parser"));
  CHECK(has(handoff.in_progress, "Write the lexer"));
  CHECK(has(handoff.accomplished, "Read the grammar"));
}

TEST_CASE("errors stay open until the same command succeeds") {
  Told told;
  told.user("Build it").runs("npm run build", "[TypeError: x is not a function]", true);
  told.says("It fails.");
  CHECK(has(told.hand().errors, "TypeError: x is not a function"));
  told.runs("npm run build", "built").says("Fixed `x`.");
  CHECK_FALSE(has(told.hand().errors, "TypeError"));
}

TEST_CASE("corrections are kept word for word, and what they corrected is not stated") {
  Told told;
  told.user("Add the button")
      .says("The button lives in `Header.tsx` now, using the ghost variant.");
  told.user("No, not in the header. Put it into the footer").says("Moved it to `Footer.tsx`.");
  const Handoff handoff = told.hand();
  CHECK(handoff.goal.text == "No, not in the header. Put it into the footer");
  CHECK_FALSE(contains(render_markdown(handoff), "ghost variant"));
}

TEST_CASE("an interruption makes the next words a correction of the same goal") {
  Told told;
  told.user("Write the server").says("I'll use Java.").edits("Main.java");
  told.user("[Request interrupted by user]").user("Why are you writing Java?");
  told.says("Let me drop the Java server and write it in Python instead.").edits("main.py");
  told.says("Wrote `main.py`.");
  const Handoff handoff = told.hand();
  CHECK(handoff.goal.text == "Write the server");
  CHECK(has(handoff.wishes, "Why are you writing Java?"));
  CHECK(has(handoff.failed_approaches, "drop the Java server"));
}

TEST_CASE("a refused plan is named without its content") {
  Told told;
  told.user("Move the button").calls("ExitPlanMode", R"({"plan":"Put it beside the clock"})");
  told.gets("The user doesn't want to proceed with this tool use.", true);
  told.user("[Request interrupted by user for tool use]").user("Completely outside the bar");
  told.says("Moved it out of `Bar.tsx`.");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.failed_approaches, "Refused: the plan"));
  CHECK_FALSE(contains(render_markdown(handoff), "beside the clock"));
}

TEST_CASE("pending tasks of a compaction summary hold until they were done") {
  const std::string summary = "Summary:\n1. Primary Request and Intent:\n   Build it.\n" +
                              std::string(400, ' ') + "\n" +
                              "7. Pending Tasks:\n   - Write the guide\n   - Add the icon set\n";
  Told told;
  told.user("Build it").summary(summary).edits("guide.md");
  CHECK(has(told.hand().next, "Write the guide"));
  told.says("Wrote the guide in `guide.md`, with one page a command.");
  const Handoff handoff = told.hand();
  CHECK_FALSE(has(handoff.next, "Write the guide"));
  CHECK(has(handoff.next, "Add the icon set"));
}

TEST_CASE("what the previous handoff left undone goes on, what was done since does not") {
  Handoff previous;
  previous.session_number = 4;
  previous.next = {{"Wire the cache into the router", "", 4, 17},
                   {"Document the port option", "", 4, 18},
                   {"Rename the module", "", 4, 19}};
  previous.wishes = {{"Always run the linter", "", 3, 2}};
  Told told;
  told.user("Go for the cache").edits("router.cpp");
  told.says("Done:\n\n- Wired the cache into the router in `router.cpp`");
  Closing closing;
  closing.drop = {3};
  closing.next = {"Ship it"};
  const Handoff handoff = told.hand(closing, &previous);
  REQUIRE(handoff.next.size() == 2);
  CHECK(handoff.next[0].text == "Ship it");
  CHECK(handoff.next[1] == HandoffItem{"Document the port option", "", 4, 18});
  CHECK(has(handoff.accomplished, "Wire the cache into the router"));
  CHECK(has(handoff.wishes, "Always run the linter"));
}

TEST_CASE("the environment and the context of the session before hold on, its goals do not") {
  Handoff previous;
  previous.session_number = 4;
  previous.services = {{"PostgreSQL", "", 0, 0, 0, false, {{"port", "5432"}}}};
  previous.preflight = {{"make test", "all pass", false, 0, 0}};
  previous.context = {{"Clients make the keys", "", 0, 9}};
  previous.goals_short = {{"Write tests", "", 0, 0}};
  Told told;
  told.user("Go for the cache").edits("router.cpp").says("Done.");
  const Handoff handoff = told.hand({}, &previous);
  REQUIRE(handoff.services.size() == 1);
  CHECK(handoff.services[0].text == "PostgreSQL");
  CHECK(handoff.services[0].fields == previous.services[0].fields);
  CHECK(handoff.services[0].last_session == 4);
  CHECK(handoff.preflight == previous.preflight);
  REQUIRE(handoff.context.size() == 1);
  CHECK(handoff.context[0].session == 4);
  CHECK(handoff.goals_short.empty());
}

TEST_CASE("errors of the session before stay open until their command succeeds") {
  Handoff previous;
  previous.session_number = 4;
  previous.errors = {{"`npm run build` fails: TypeError", "", 4, 9},
                     {"`cargo test` fails: 1 failed", "", 4, 12}};
  previous.notes = {{"The key lies in the safe", "", 0, 0}, {"said in passing", "", 4, 3}};
  Told told;
  told.user("Mend the build").runs("npm run build", "built").says("The build of `app` works now.");
  const Handoff handoff = told.hand({}, &previous);
  REQUIRE(handoff.errors.size() == 1);
  CHECK(handoff.errors[0] == HandoffItem{"`cargo test` fails: 1 failed", "", 4, 12});
  CHECK(has(handoff.notes, "The key lies in the safe"));
  CHECK_FALSE(has(handoff.notes, "said in passing"));
}

TEST_CASE("a subagent's files and commands count, its words do not") {
  Extractor extractor;
  Turn turn;
  turn.agent = "worker";
  turn.role = Role::assistant;
  turn.text = "We always use port 8080 in `server.cpp`.";
  extractor.add(turn, 1);
  turn.kind = TurnKind::tool_call;
  turn.tool = "Write";
  turn.uid = "w";
  turn.text = R"({"file_path":"/w/new.cpp","content":"x"})";
  extractor.add(turn, 2);
  turn.kind = TurnKind::tool_result;
  turn.uid = "w:result";
  turn.text = "File created successfully";
  extractor.add(turn, 3);
  Closing closing;
  closing.cwd = "/w";
  const Handoff handoff = extractor.finish(closing, nullptr);
  CHECK(handoff.created == std::vector<std::string>{"new.cpp"});
  CHECK(handoff.decisions.empty());
}

TEST_CASE("there is something to hand over after a call or two typed turns") {
  Told told;
  CHECK_FALSE(told.extractor().substantive());
  told.user("Add a cache");
  CHECK_FALSE(told.extractor().substantive());
  told.user("And a test for it");
  CHECK(told.extractor().substantive());
}

TEST_CASE("the same turns give the same handoff, and its rendering reads back") {
  Told told;
  told.user("Build it").runs("npm test", "1 failed, 2 passed", true).edits("a.cpp").says("Stuck.");
  const Handoff handoff = told.hand();
  CHECK(handoff == told.hand());
  CHECK(parse_handoff(render_markdown(handoff)) == handoff);
}

}  // namespace
}  // namespace baton
