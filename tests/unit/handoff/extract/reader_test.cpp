#include "core/base/text.hpp"
#include "core/handoff/extract/attempts.hpp"
#include "core/handoff/extract/inline_list.hpp"
#include "core/handoff/extract/plan.hpp"
#include "core/handoff/first_screen.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/extract/told.hpp"

namespace baton {
namespace {

using Texts = std::vector<std::string>;

std::string line_under(const Handoff& handoff, std::string_view label) {
  for (const ScreenLine& line : first_screen(handoff))
    if (line.label == label) return line.text;
  return {};
}

bool derives(const Handoff& handoff, std::string_view text) {
  return std::any_of(handoff.next.begin(), handoff.next.end(), [&](const HandoffItem& step) {
    return contains(step.text, text) && step.detail.starts_with("derived: ");
  });
}

TEST_CASE("a numbered list inside a paragraph has its entries") {
  const InlineList list =
      inline_list("All is set. Next steps: 1. Add the route. 2. Test it (2 hosts). Tell me.");
  CHECK(list.before == "All is set. Next steps:");
  REQUIRE(list.entries.size() == 2);
  CHECK(list.entries[0] == "Add the route.");
  CHECK(list.entries[1] == "Test it (2 hosts).");
  CHECK(list.after == "Tell me.");
  CHECK(inline_list("(1) one, (2) two").entries.size() == 2);
  CHECK(inline_list("It took 1. 5 s.").entries.empty());
  CHECK(inline_list("Version 2. It is out.").before == "Version 2. It is out.");
}

TEST_CASE("steps told in one paragraph are steps") {
  Told told;
  told.user("Build the gate").edits("gate.cpp");
  told.says("Built it in `gate.cpp`. Next steps: 1. Wire the sensor. 2. Write the manual.");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.next, "Wire the sensor"));
  CHECK(has(handoff.next, "Write the manual"));
}

TEST_CASE("a plan's numbered parts are its steps, with what is nested in them") {
  const Texts steps = plan_steps(
      "## Plan\n\n### Scope\n1. Only the list\n\n### Changes\n\n"
      "**1. Update Chat.tsx** (`src/Chat.tsx`)\n   - Remove the refs\n   - Wrap the list in:\n"
      "     - `<List>`\n\n**2. Test it**\n   - By hand\n\n### Result\n- Less code\n");
  REQUIRE(steps.size() == 2);
  CHECK(steps[0] ==
        "Update Chat.tsx (`src/Chat.tsx`): Remove the refs; Wrap the list in: `<List>`");
  CHECK(steps[1] == "Test it: By hand");
  CHECK(plan_steps("## Changes\n- Add a button\n- Remove the link\n\n## Tests\n- Click it\n") ==
        Texts{"Changes: Add a button; Remove the link", "Tests: Click it"});
  CHECK(plan_steps("Step 1: build\nStep 2: test\n") == Texts{"build", "test"});
  CHECK(plan_steps("Just do it.").empty());
}

TEST_CASE("a plan without an answer blocks, its steps come next, its files are named") {
  Told told;
  told.user("Make the list scroll")
      .calls("ExitPlanMode",
             R"({"plan":"1. Change `src/ui/Chat.tsx`: remove the refs\n2. Test it"})");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.blockers, "not answered"));
  REQUIRE(handoff.next.size() == 2);
  CHECK(handoff.next[0].text == "Change `src/ui/Chat.tsx`: remove the refs");
  CHECK(handoff.read == Texts{"src/ui/Chat.tsx"});
}

TEST_CASE("paths are told from other words") {
  CHECK(paths_named("see `src/a.cpp:12`, @docs/b.md (lib/c.rs). Not https://d.com/e.html, "
                    "f.txt, src/**/*.ts, g/h nor v1.2/x") ==
        Texts{"src/a.cpp", "docs/b.md", "lib/c.rs"});
}

TEST_CASE("files that were only read are named where nothing was changed") {
  Told told;
  told.user("What does the gate do?").calls("Read", R"({"file_path":"/w/src/gate.cpp"})");
  told.gets("int main() {}").says("It opens on a signal.");
  CHECK(told.hand().read == Texts{"src/gate.cpp"});
  told.user("Then change the door").edits("src/door.cpp").says("Changed `src/door.cpp`.");
  CHECK(told.hand().read.empty());
}

TEST_CASE("a page that was not found is a failed attempt, whatever the tool says") {
  CHECK(contains(soft_failure("Request failed with status code 404"), "404"));
  CHECK(contains(soft_failure("The page provided does not contain the API's schema."), "schema"));
  CHECK(soft_failure("# Routes\n\n" + std::string(700, 'x') + "\nHTTP 404 is answered for it")
            .empty());
  CHECK_FALSE(soft_failure("  ").empty());
  Told told;
  told.user("Read up on the API").calls("WebFetch", R"({"url":"https://a.b/api","prompt":"read"})");
  told.gets("HTTP 404 Not Found").calls("WebFetch", R"({"url":"https://a.b/v2","prompt":"read"})");
  told.gets("# The API\n\nGET /things").says("The API has `GET /things`.");
  const Handoff handoff = told.hand();
  REQUIRE(handoff.failed_approaches.size() == 1);
  CHECK(contains(handoff.failed_approaches[0].text, "https://a.b/api: failed because"));
  CHECK(handoff.failed_approaches[0].detail == "then https://a.b/v2");
}

TEST_CASE("an agent that is not there is a failed attempt, a slip in a call is none") {
  Told told;
  told.user("Run the simplifier").calls("Task", R"({"description":"simplify"})");
  told.gets("Agent type 'simplifier' not found.", true);
  told.calls("Task", R"({"description":"explore"})");
  told.gets("<tool_use_error>InputValidationError: prompt is missing</tool_use_error>", true);
  told.says("The agent is missing.");
  const Handoff handoff = told.hand();
  REQUIRE(handoff.failed_approaches.size() == 1);
  CHECK(contains(handoff.failed_approaches[0].text, "Agent type 'simplifier' not found"));
}

TEST_CASE("a failure keeps what was done about it") {
  Told told;
  told.user("Test the page");
  told.says("The build fails because jsdom has no canvas. Let me use happy-dom for `page.ts`.");
  told.edits("page.ts").says("Changed `page.ts`.");
  const Handoff handoff = told.hand();
  REQUIRE(has(handoff.failed_approaches, "jsdom has no canvas"));
  CHECK(has(handoff.failed_approaches, "then: Let me use happy-dom"));
}

TEST_CASE("tests that failed and passed later are told without their counts") {
  Told told;
  told.user("Mend it").runs("pnpm test", "Tests 1 failed | 6 passed (7)", true).edits("a.ts");
  told.runs("pnpm test", "Tests 7 passed (7)").says("All pass.");
  const Handoff handoff = told.hand();
  REQUIRE(handoff.failed_approaches.size() == 1);
  CHECK(handoff.failed_approaches[0].text == "tried `pnpm test`: tests failed");
  CHECK(handoff.failed_approaches[0].detail == "fixed since: it ended well in 5:7");
  CHECK(line_under(handoff, "DON'T") == "what failed on the way was overcome, see below");
}

TEST_CASE("that nothing failed is said") {
  Told told;
  told.user("Add a line to the list").edits("a.md").says("Added it to `a.md`.");
  CHECK(line_under(told.hand(), "DON'T") == "no failure and no rejected approach was recorded");
  told.user("No, at the end of the file").says("It is in `a.md`.");
  CHECK(contains(line_under(told.hand(), "DON'T"), "No, at the end of the file"));
}

TEST_CASE("an objection that was met is nothing to keep off") {
  Told told;
  told.user("Add a line to the list").edits("a.md").says("Added it to `a.md`.");
  told.user("No, at the end of the file").edits("a.md").says("Moved it in `a.md`.");
  CHECK(line_under(told.hand(), "DON'T") == "no failure and no rejected approach was recorded");
  told.user("Sort the list").edits("a.md").says("Sorted `a.md`.");
  CHECK(line_under(told.hand(), "DON'T") == "no failure and no rejected approach was recorded");
  CHECK(has(told.hand().wishes, "correction, edits followed"));
}

TEST_CASE("no failure is said to be recorded only where no call failed") {
  Told told;
  told.user("Add a line to the list").calls("Read", R"({"file_path":"/w/b.md"})");
  told.gets("<tool_use_error>File does not exist.</tool_use_error>", true);
  told.edits("a.md").says("Added it to `a.md`.");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.failed_approaches, "tried `Read` b.md: File does not exist."));
  CHECK(line_under(handoff, "DON'T") == "what failed on the way was overcome, see below");
}

TEST_CASE("a choice with its reason is a decision") {
  Told told;
  told.user("Store the users");
  told.says("I'll use SQLite because it needs no server.").edits("store.cpp");
  told.says("I'll read the file because I need its fields.").edits("store.cpp");
  told.says("Stored in `store.cpp`.");
  const Handoff handoff = told.hand();
  REQUIRE(handoff.decisions.size() == 1);
  CHECK(handoff.decisions[0].text == "I'll use SQLite");
  CHECK(handoff.decisions[0].detail == "because it needs no server.");
}

TEST_CASE("the objective is the goal where only small talk was typed, else what it was for") {
  Closing closing;
  closing.objectives = "Look at the forecast cache";
  Told chat;
  chat.user("Hi, how are you today?").says("Fine, thanks.");
  CHECK(chat.hand(closing).goal.text == "Look at the forecast cache");
  Told work;
  work.user("Cache the forecast for 60 s").edits("cache.cpp").says("Done in `cache.cpp`.");
  const Handoff handoff = work.hand(closing);
  CHECK(handoff.goal.text == "Cache the forecast for 60 s");
  CHECK(has(handoff.requests, "Look at the forecast cache"));
  CHECK(contains(line_under(handoff, "TASK"), "forecast cache"));
}

TEST_CASE("where nobody said what comes next, it follows from the facts") {
  Told told;
  told.user("Open the gate").runs("make test", "12 passed").edits("gate.cpp");
  told.says("The gate opens now.");
  Closing closing;
  closing.branch = "main";
  const Handoff handoff = told.hand(closing);
  CHECK(derives(handoff, "Run `make test` again"));
  CHECK(derives(handoff, "Commit the 1 changed file (gate.cpp)"));
  CHECK(contains(line_under(handoff, "NEXT"), "(derived)"));
  closing.next = {"Ship it"};
  CHECK(told.hand(closing).next.size() == 1);
  closing = {};
  closing.commit = "a1b2c3d";
  CHECK_FALSE(derives(told.hand(closing), "Commit"));
  Told next;
  next.user("Close it again").says("It is closed.");
  CHECK_FALSE(derives(next.hand({}, &handoff), "Commit"));
}

TEST_CASE("what the web gave is noted where nothing was written") {
  Told told;
  told.user("Search the web for the response types");
  told.calls("WebSearch", R"({"query":"response types"})");
  told.gets(
      "Web search results for query: \"response types\"\n\n"
      R"(Links: [{"title":"Messages","url":"https://docs.example.com/messages"}])"
      "\n\nBased on the search results, I found this. Here's what I discovered:\n\n## Types\n\n"
      "There are three types of content: text, tool_use and image.\n");
  told.says(
      "Based on my research, I found that `tool_use` has type definitions, but let me check what "
      "the code has:");
  told.calls("Grep", R"({"pattern":"type Content"})").gets("src/a.ts");
  const Handoff handoff = told.hand();
  CHECK(has(handoff.notes,
            "Searched the web for “response types”: There are three types of content: text, "
            "tool_use and image. Links: Messages (https://docs.example.com/messages)"));
  CHECK(has(handoff.state, "I found that `tool_use` has type definitions”"));
  told.edits("src/a.ts").says("Written to `src/a.ts`.");
  CHECK_FALSE(has(told.hand().notes, "Searched the web"));
}

TEST_CASE("a step of a plan stands whole where there is room") {
  std::string plan = "1. Update the list";
  for (int i = 0; i < 40; ++i) plan += "\\n   - Wrap the part with the number " + std::to_string(i);
  Told told;
  told.user("Plan the list").calls("ExitPlanMode", R"({"plan":")" + plan + R"("})");
  const Handoff handoff = told.hand();
  CHECK(contains(render_prompt(handoff, 2500), "Wrap the part with the number 39"));
  const std::string small = render_prompt(handoff, 300);
  CHECK(contains(small, "Update the list"));
  CHECK(small.size() <= 1300);
}

TEST_CASE("no step follows without a sign of tests or of a repository") {
  const auto read_package = [](const std::string& scripts) {
    Told told;
    told.user("Open the gate").calls("Read", R"({"file_path":"/w/package.json"})");
    told.gets("     1→{\"name\":\"gate\",\"scripts\":{" + scripts + "}}").edits("gate.ts");
    return told.says("The gate opens now.").hand();
  };
  const Handoff bare = read_package(R"("build":"vite build")");
  CHECK_FALSE(derives(bare, "Check the"));
  CHECK_FALSE(derives(bare, "Commit"));
  CHECK_FALSE(has(bare.state, "not committed"));
  CHECK(contains(line_under(bare, "NEXT"), "nothing that was asked for is open"));
  const Handoff tested = read_package(R"("test":"vitest run")");
  CHECK(derives(tested, "Check the 1 changed file (gate.ts): run the tests of `package.json`"));
  CHECK(contains(line_under(tested, "NEXT"), "(nothing that was asked for is open)"));
}

TEST_CASE("a repository that git commands showed gets the step to commit") {
  Told told;
  told.user("Open the gate").runs("git diff", "").edits("gate.cpp").says("The gate opens now.");
  CHECK(derives(told.hand(), "Commit the 1 changed file (gate.cpp)"));
  Told none;
  none.user("Open the gate").runs("git status", "fatal: not a git repository", true);
  none.edits("gate.cpp").says("The gate opens now.");
  CHECK_FALSE(derives(none.hand(), "Commit"));
}

TEST_CASE("what a commit left out and a push that nobody asked for are no steps") {
  Told told;
  told.user("Open the gate").edits("gate.py");
  told.runs("git status",
            "On branch main\nChanges not staged for commit:\n\tmodified:   gate.egg-info/S.txt\n"
            "\tmodified:   gate.py\n");
  told.runs("git add gate.py && git commit -m Gate", "[main 6dacbd6] Gate\n 1 file changed\n");
  told.runs("git status",
            "On branch main\nYour branch is ahead of 'origin/main' by 1 commit.\n"
            "Changes not staged for commit:\n\tmodified:   gate.egg-info/S.txt\n");
  told.says("The gate opens now.");
  const Handoff handoff = told.hand();
  CHECK_FALSE(derives(handoff, "Commit"));
  CHECK_FALSE(derives(handoff, "Push"));
  CHECK(has(handoff.state, "not pushed"));
  CHECK(handoff.uncommitted == std::vector<std::string>{"gate.egg-info/S.txt"});
  told.user("Commit the rest and push it");
  CHECK(derives(told.hand(), "Push"));
}

TEST_CASE("a session that broke off goes on where it was") {
  Told told;
  told.user("Search the types").calls("Grep", R"({"pattern":"type Content"})").gets("src/a.ts");
  const Handoff handoff = told.hand();
  CHECK(derives(handoff, "Go on with the goal: broken off after `Grep` “type Content”"));
  told.says("There are many. Let me compare them with the official ones:");
  told.calls("Grep", R"({"pattern":"type Part"})").gets("src/b.ts");
  CHECK(derives(told.hand(), "about to: “Let me compare them with the official ones”"));
  Told asked;
  asked.user("Write the guide").edits("guide.md").says("Wrote it. Shall I add pictures?");
  CHECK(derives(asked.hand(), "Get the user's answer to “Shall I add pictures?”"));
}

TEST_CASE("results without ids belong to the call before them") {
  Extractor extractor;
  const auto add = [&](int number, TurnKind kind, std::string text, std::string uid) {
    Turn turn;
    turn.role = kind == TurnKind::tool_result ? Role::tool : Role::assistant;
    turn.kind = kind;
    turn.tool = "Edit";
    turn.uid = std::move(uid);
    turn.text = std::move(text);
    extractor.add(turn, number);
  };
  add(1, TurnKind::tool_call, R"({"file_path":"a.cpp"})", "x1");
  add(2, TurnKind::tool_result, "The file has been updated", "x2");
  add(3, TurnKind::tool_call, R"({"file_path":"b.cpp"})", "x3");
  add(4, TurnKind::tool_call, R"({"file_path":"c.cpp"})", "x4");
  add(5, TurnKind::text, "Both are changed.", "x5");
  add(6, TurnKind::text, "That was all.", "x6");
  const Handoff handoff = extractor.finish({}, nullptr);
  CHECK(handoff.modified == Texts{"a.cpp", "b.cpp", "c.cpp"});
}

TEST_CASE("short entries keep the label that they mean something under") {
  Told told;
  told.user("Add prose").edits("a.md");
  told.says(
      "I added a paragraph to each of these sections of `a.md`:\n\n- The cost of it\n- The speed "
      "of it\n- "
      "The trust model");
  const Handoff handoff = told.hand();
  REQUIRE(handoff.accomplished.size() == 1);
  CHECK(contains(handoff.accomplished[0].text, "each of these sections of `a.md`: "));
  CHECK(contains(handoff.accomplished[0].text, "; The trust model"));
}

}  // namespace
}  // namespace baton
