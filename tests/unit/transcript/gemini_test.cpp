#include "core/transcript/gemini.hpp"

#include "core/transcript/tool_output.hpp"
#include "tests/catch.hpp"
#include "tests/support/transcripts.hpp"

using namespace baton;
using baton::test::read_transcript;
using baton::test::Reading;

namespace {

const std::string kMeta =
    R"({"sessionId":"g-1","projectHash":"h","startTime":"2026-03-01T10:00:00.000Z"})"
    "\n";

std::string said(std::string_view id, std::string_view type, std::string_view content,
                 std::string_view more = "") {
  return R"({"id":")" + std::string(id) + R"(","timestamp":"2026-03-01T10:00:05.000Z","type":")" +
         std::string(type) + R"(","content":)" + std::string(content) + std::string(more) + "}\n";
}

const std::string kSession =
    kMeta + said("u1", "user", R"([{"text":"Mend the wheel"}])") + said("a1", "gemini", R"("")") +
    said("a1", "gemini", R"("On it.")",
         R"(,"thoughts":[{"subject":"Plan","description":"make"}],"toolCalls":[{"id":"c1","name":)"
         R"("run_shell_command","args":{"command": "make"},"status":"success","result":)"
         R"([{"functionResponse":{"response":{"output":"Command: make\nDirectory: (root)\nOutput: )"
         R"(no rule\nError: (none)\nExit Code: 2\nSignal: 0"}}}]},{"id":"c2","name":"replace",)"
         R"("args":{"file_path":"/a.c"},"status":"error","result":[{"functionResponse":)"
         R"({"response":{"error":"no match"}}}]}])") +
    R"({"$set":{"summary":"Wheels","lastUpdated":"x"}})"
    "\n" +
    said("u2", "user", R"("Wrong way")") + said("a2", "gemini", R"("Oh.")") +
    R"({"$rewindTo":"u2"})"
    "\n" +
    said("u3", "user", R"("Go on")");

Reading read_gemini(std::string_view text) { return read_transcript("gemini", text); }

}  // namespace

TEST_CASE("Gemini: a message as it was last written, what was taken back is gone") {
  const Reading reading = read_gemini(kSession);
  REQUIRE(reading.texts() ==
          std::vector<std::string>{"Mend the wheel", "Plan: make", "On it.",
                                   R"({"command":"make"})", "Exit code 2\nno rule",
                                   R"({"file_path":"/a.c"})", "no match", "Go on"});
  const auto& turns = reading.turns;
  CHECK(turns[0].typed);
  CHECK(turns[1].kind == TurnKind::thinking);
  CHECK(turns[3].uid == "c1");
  CHECK(turns[4].uid == "c1:result");
  CHECK(turns[4].failed);
  CHECK(turns[6].failed);
  CHECK(reading.facts.session == "g-1");
  CHECK(reading.facts.title == "Wheels");
  CHECK(reading.facts.started_at == "2026-03-01T10:00:00.000Z");
  CHECK(test::same_in_pieces("gemini", kSession));
}

TEST_CASE("Gemini: the older form, one object, gives the same turns") {
  const std::string old =
      "{\n  \"sessionId\": \"g-2\",\n  \"projectHash\": \"h\",\n  \"messages\": [\n" +
      said("u1", "user", R"("Hi")") + "," + said("a1", "gemini", R"("Hello")") + "]\n}\n";
  const Reading reading = read_gemini(old);
  CHECK(reading.texts() == std::vector<std::string>{"Hi", "Hello"});
  CHECK(reading.facts.session == "g-2");
  CHECK(reading.facts.damaged == 0);
  CHECK(test::same_in_pieces("gemini", old));
  std::string flat = old;
  std::erase(flat, '\n');
  CHECK(read_gemini(flat).texts() == reading.texts());
}

TEST_CASE("Gemini: messages that only a $set holds are taken, a rewind to nothing takes all back") {
  CHECK(read_gemini(kMeta + R"({"$set":{"messages":[{"id":"u","type":"user","content":"Hi"}]}})")
            .texts() == std::vector<std::string>{"Hi"});
  CHECK(read_gemini(kMeta + said("u", "user", R"("Hi")") +
                    R"({"$rewindTo":"none"})"
                    "\n")
            .turns.empty());
}

TEST_CASE("Gemini: tokens of a message as it was last written, of what was taken back too") {
  const auto tokens = [](int input, int output) {
    return R"(,"model":"m","tokens":{"input":)" + std::to_string(input) + R"(,"output":)" +
           std::to_string(output) + R"(,"cached":40,"thoughts":5,"tool":2,"total":1})";
  };
  const Reading reading = read_gemini(kMeta + said("a", "gemini", "\"x\"", tokens(90, 1)) +
                                      said("a", "gemini", "\"xy\"", tokens(100, 10)) +
                                      R"({"$rewindTo":"a"})"
                                      "\n" +
                                      said("b", "gemini", "\"z\"", R"(,"tokens":null)") +
                                      said("c", "gemini", "\"z\"", tokens(10, 0)));
  CHECK(reading.facts.usage.at("m") == Usage{64, 20, 0, 50});
  REQUIRE(reading.facts.messages.size() == 2);
  CHECK(reading.facts.messages[0].id == "gemini a");
}

TEST_CASE("Gemini: a subagent's session has no turns that a person typed") {
  const Reading reading = read_gemini(
      R"({"sessionId":"abcdefgh-1","projectHash":"h","kind":"subagent","directories":["/src"]})"
      "\n" +
      said("u1", "user", R"("Look")"));
  REQUIRE(reading.turns.size() == 1);
  CHECK(reading.turns[0].agent == "abcdefgh");
  CHECK_FALSE(reading.turns[0].typed);
  CHECK(reading.facts.cwd == "/src");
}

TEST_CASE("Gemini: torn, hostile and mistyped records are counted, never fatal") {
  for (std::size_t length = 0; length < kSession.size(); length += 11)
    CHECK(read_gemini(std::string_view(kSession).substr(0, length)).turns.size() <= 12);
  const Reading reading =
      read_gemini(kMeta +
                  R"({"id":7,"type":[],"content":{"a":1},"toolCalls":"x","tokens":[]})"
                  "\n" +
                  R"({"id":"m","type":5,"content":[1,{"text":2}],"toolCalls":[3,{"name":4}]})"
                  "\n" +
                  R"({"id":"torn","type":"us)" + said("u", "user", R"("after")"));
  CHECK(reading.texts() == std::vector<std::string>{"after"});
  CHECK(reading.facts.damaged == 1);
  std::string deep = "{";
  for (int i = 0; i < 100'000; ++i) deep += R"("$set":{)";
  CHECK(read_gemini(kMeta + deep + "\n").turns.empty());
}
