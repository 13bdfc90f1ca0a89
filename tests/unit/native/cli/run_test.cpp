#include "native/cli/run.hpp"

#include <algorithm>

#include "core/base/json.hpp"
#include "native/cli/exit_code.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::cli {
namespace {

using test::Folder;

/// A person at a terminal-less shell: a home, a directory, a database.
struct Person {
  Folder folder;
  machine::Environment environment;
  std::string out;
  std::string notes;

  Person() {
    folder.write("home/.keep", "");
    folder.write("work/.keep", "");
    environment.directory = folder / "work";
    environment.variables = {{"HOME", folder / "home"}, {"BATON_DB", folder / "baton.db"}};
  }

  int baton(std::vector<std::string> words) {
    out.clear();
    notes.clear();
    Output output(out);
    Output remarks(notes);
    return run(words, environment, make_client, output, remarks);
  }

  std::string transcript(const std::string& name, const std::string& session,
                         const std::string& time) {
    const std::string head = R"({"sessionId":")" + session + R"(","cwd":")" +
                             environment.directory + R"(","timestamp":")" + time + "\",";
    return folder.write(
        name,
        head +
            R"("type":"user","uuid":"u1","message":{"role":"user","content":"Make the gate open"}})" +
            "\n" + head +
            R"("type":"assistant","uuid":"a1","message":{"id":"m","role":"assistant","content":[{"type":"tool_use","id":"t1","name":"Write","input":{"file_path":"gate.py","content":"open"}}]}})" +
            "\n" + head +
            R"("type":"user","uuid":"u2","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"written"}]}})" +
            "\n");
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string kSource = "33333333-3333-4333-8333-333333333333";
const std::string kPlace = "home/.claude/projects/p/" + kSource + ".jsonl";

TEST_CASE("without a project, status says what to do and nothing is made") {
  Person person;
  CHECK(person.baton({}) == kDone);
  CHECK(has(person.out, "baton start"));
  CHECK(person.baton({"--json"}) == kDone);
  CHECK(person.out == "{\"data\":{\"project\":null},\"success\":true}\n");
  CHECK(person.baton({"sessions"}) == kNotFound);
  CHECK(person.baton({"done"}) == kNotFound);
}

TEST_CASE("init refuses to overwrite, and start finds what it made") {
  Person person;
  CHECK(person.baton({"init", "demo"}) == kDone);
  CHECK(person.baton({"init", "demo"}) == kConflict);
  CHECK(has(person.notes, ".baton exists already"));
  CHECK(person.baton({"start", "first", "thing"}) == kDone);
  CHECK(has(person.out, "Session 1 of demo has begun."));
  CHECK(has(person.out, "This session: first thing"));
  CHECK(person.baton({"done", "--next", "paint the gate"}) == kDone);
  CHECK(has(person.out, "Safe to stop."));
  CHECK(person.baton({"done"}) == kConflict);
  CHECK(person.baton({"start"}) == kDone);
  CHECK(has(person.out, "Session 2"));
  CHECK(has(person.out, "paint the gate"));
}

TEST_CASE("a session that was left open is closed from its transcript") {
  Person person;
  REQUIRE(person.baton({"start", "the gate"}) == kDone);
  person.transcript(kPlace, kSource, "2999-01-01T00:00:00.000Z");
  CHECK(person.baton({"status"}) == kDone);
  CHECK(has(person.out, "waiting: 1 transcript"));
  CHECK(person.baton({"start"}) == kDone);
  CHECK(has(person.notes, "Session 1 had been left open"));
  CHECK(has(person.notes, "3 turns"));
  CHECK(has(person.out, "gate.py"));
}

TEST_CASE("the transcript of an open session never becomes a second session") {
  Person person;
  REQUIRE(person.baton({"start"}) == kDone);
  person.transcript(kPlace, kSource, "2999-01-01T00:00:00.000Z");
  CHECK(person.baton({"import"}) == kDone);
  CHECK(has(person.out, "1 continued, 3 turns"));
  REQUIRE(person.baton({"done"}) == kDone);
  CHECK(person.baton({"import"}) == kDone);
  CHECK(has(person.out, "1 unchanged"));
  CHECK(person.baton({"--json", "sessions"}) == kDone);
  CHECK(has(person.out, "\"session_number\":1"));
  CHECK(!has(person.out, "\"session_number\":2"));
}

TEST_CASE("two assistants in one session are both remembered as its sources") {
  Person person;
  REQUIRE(person.baton({"start"}) == kDone);
  const std::string other = "44444444-4444-4444-8444-444444444444";
  person.transcript(kPlace, kSource, "2999-01-01T00:00:00.000Z");
  person.transcript("home/.claude/projects/p/" + other + ".jsonl", other,
                    "2999-01-01T00:01:00.000Z");
  REQUIRE(person.baton({"done"}) == kDone);
  CHECK(person.baton({"import"}) == kDone);
  CHECK(has(person.out, "2 unchanged"));
}

TEST_CASE("an old transcript does not slip into the open session") {
  Person person;
  REQUIRE(person.baton({"start"}) == kDone);
  const std::string file = person.transcript("old.jsonl", kSource, "2020-01-01T00:00:00.000Z");
  CHECK(person.baton({"import", file}) == kDone);
  CHECK(has(person.out, "1 session, 3 turns"));
  CHECK(person.baton({"import", file}) == kDone);
  CHECK(has(person.out, "1 unchanged"));
}

TEST_CASE("an assistant's session that goes on over two of ours is parted by time") {
  Person person;
  REQUIRE(person.baton({"start"}) == kDone);
  person.transcript(kPlace, kSource, "2999-01-01T00:00:00.000Z");
  REQUIRE(person.baton({"done"}) == kDone);
  REQUIRE(person.baton({"start"}) == kDone);
  const std::string more =
      person.folder.read(kPlace) + R"({"sessionId":")" + kSource + R"(","cwd":")" +
      person.environment.directory +
      R"(","timestamp":"2999-01-02T00:00:00.000Z","type":"user","uuid":"u9","message":{"role":"user","content":"Now the fence"}})" +
      "\n";
  person.folder.write(kPlace, more);
  REQUIRE(person.baton({"done"}) == kDone);
  CHECK(has(person.out, "turn"));
  CHECK(person.baton({"show", "1"}) == kDone);
  CHECK(!has(person.out, "fence"));
  CHECK(person.baton({"show", "2"}) == kDone);
  CHECK(has(person.out, "Now the fence"));
}

TEST_CASE("one bad file does not stop the others") {
  Person person;
  const std::string good = person.transcript("good.jsonl", kSource, "2026-01-01T00:00:00.000Z");
  const std::string bad = person.folder.write("bad.bin", std::string("\0\1", 2));
  CHECK(person.baton({"import", bad, person.folder / "none", good}) == kNotFound);
  CHECK(has(person.out, "1 session"));
  CHECK(has(person.out, "2 not taken in"));
  CHECK(has(person.notes, "bad.bin"));
  CHECK(has(person.notes, "none does not exist"));
}

TEST_CASE("a named file from a directory unknown here goes where the person stands") {
  Person person;
  const std::string file = person.transcript("far.jsonl", kSource, "2026-01-01T00:00:00.000Z");
  std::string text = person.folder.read("far.jsonl");
  for (std::size_t at; (at = text.find(person.environment.directory)) != std::string::npos;) {
    text.replace(at, person.environment.directory.size(), "/nowhere/far");
  }
  person.folder.write("far.jsonl", text);
  SECTION("below a .baton file") {
    REQUIRE(person.baton({"init", "demo"}) == kDone);
    CHECK(person.baton({"import", file}) == kDone);
    CHECK(has(person.out, "demo: 1 session"));
  }
  SECTION("else into a project of its own directory") {
    CHECK(person.baton({"import", file}) == kDone);
    CHECK(has(person.out, "far: 1 session"));
  }
  SECTION("and --project overrides, if it is known") {
    CHECK(person.baton({"--project", "other", "import", file}) == kNotFound);
    REQUIRE(person.baton({"init", "other"}) == kDone);
    CHECK(person.baton({"--project", "OTHER", "import", file}) == kDone);
    CHECK(has(person.out, "other: 1 session"));
  }
}

TEST_CASE("pause and resume") {
  Person person;
  REQUIRE(person.baton({"start", "the gate"}) == kDone);
  CHECK(person.baton({"pause"}) == kDone);
  CHECK(person.baton({}) == kDone);
  CHECK(has(person.out, "is paused"));
  CHECK(person.baton({"resume"}) == kDone);
  CHECK(has(person.out, "Session 1 of work goes on."));
  person.transcript(kPlace, kSource, "2999-01-01T00:00:00.000Z");
  REQUIRE(person.baton({"done"}) == kDone);
  CHECK(person.baton({"resume"}) == kCheckSaysNo);
  CHECK(has(person.out, "gate.py is gone"));
  CHECK(has(person.out, "Session 2 of work has begun."));
  person.folder.write("work/gate.py", "open");
  REQUIRE(person.baton({"done"}) == kDone);
  CHECK(person.baton({"resume"}) == kDone);
}

TEST_CASE("errors are one line, and with --json also the API's") {
  Person person;
  REQUIRE(person.baton({"init", "demo"}) == kDone);
  for (const auto& words : {std::vector<std::string>{"show", "99"},
                            {"handoff"},
                            {"strat"},
                            {"save", "/no/such/file"},
                            {"--project", "none", "status"}}) {
    CHECK(person.baton(words) != kDone);
    CHECK(person.notes.starts_with("baton: "));
    CHECK(std::count(person.notes.begin(), person.notes.end(), '\n') == 1);
    CHECK(person.out.empty());
  }
  CHECK(person.baton({"--json", "show", "99"}) == kNotFound);
  const auto json = parse_json(person.out);
  REQUIRE(json);
  CHECK(text_in(*json, "code") == "unknown_session");
}

TEST_CASE("a database that cannot be used is told in a sentence") {
  Person person;
  person.environment.variables["BATON_DB"] = person.folder.write("bad.db", std::string(9000, 'x'));
  CHECK(person.baton({"projects"}) == kBadInput);
  CHECK(has(person.notes, "is not a Baton database"));
  CHECK(person.folder.read("bad.db") == std::string(9000, 'x'));
  CHECK(person.baton({"help"}) == kDone);
  CHECK(person.baton({"doctor"}) == kCheckSaysNo);
}

}  // namespace
}  // namespace baton::cli
