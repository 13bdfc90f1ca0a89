#include "core/transcript/codex.hpp"

#include "core/transcript/tool_output.hpp"
#include "tests/catch.hpp"
#include "tests/support/transcripts.hpp"

using namespace baton;
using baton::test::read_transcript;
using baton::test::Reading;

namespace {

std::string line(std::string_view type, std::string_view payload, int second = 0) {
  return R"({"timestamp":"2026-03-01T10:00:0)" + std::to_string(second % 10) +
         R"(.000Z","type":")" + std::string(type) + R"(","payload":)" + std::string(payload) +
         "}\n";
}

std::string message(std::string_view role, std::string_view text) {
  return line("response_item", R"({"type":"message","role":")" + std::string(role) +
                                   R"(","content":[{"type":"input_text","text":")" +
                                   std::string(text) + R"("}]})");
}

std::string meta(std::string_view more = "") {
  return line("session_meta", R"({"id":"s-1","cwd":"/src/engine","git":{"branch":"main"})" +
                                  std::string(more) + "}");
}

std::string call(std::string_view name, std::string_view arguments, std::string_view id) {
  return line("response_item", R"({"type":"function_call","name":")" + std::string(name) +
                                   R"(","arguments":")" + std::string(arguments) +
                                   R"(","call_id":")" + std::string(id) + "\"}");
}

std::string output(std::string_view json, std::string_view id) {
  return line("response_item", R"({"type":"function_call_output","call_id":")" + std::string(id) +
                                   R"(","output":)" + std::string(json) + "}");
}

const std::string kRollout =
    meta() + message("developer", "be good") +
    message("user", "<environment_context>\\n  <cwd>/x</cwd>\\n</environment_context>") +
    line("event_msg", R"({"type":"user_message","message":"Mend the wheel"})") +
    message("user",
            "# Context from my IDE setup:\\n\\n## Open tabs:\\n- a\\n\\n## My request for "
            "Codex:\\nMend the wheel\\n") +
    line("response_item",
         R"({"type":"reasoning","summary":[{"type":"summary_text","text":"**Looking**"}]})") +
    line("event_msg", R"({"type":"agent_reasoning","text":"**Looking**"})") +
    call("shell", R"({\"command\":[\"bash\",\"-lc\",\"make\"]})", "c1") +
    output(R"("{\"output\":\"no rule\",\"metadata\":{\"exit_code\":2}}")", "c1") +
    line("response_item",
         R"({"type":"custom_tool_call","name":"apply_patch","call_id":"c2",)"
         R"("input":"*** Begin Patch\n*** Update File: wheel.c\n*** End Patch"})") +
    line(
        "response_item",
        R"({"type":"custom_tool_call_output","call_id":"c2","output":"Exit code: 0\nOutput:\nok"})") +
    line("event_msg", R"({"type":"agent_message","message":"Mended."})") +
    message("assistant", "Mended.") +
    line("event_msg", R"({"type":"turn_aborted","reason":"interrupted"})") +
    line("compacted", R"({"message":"The wheel was mended."})", 9) +
    line("event_msg", R"({"type":"new_thing"})") + line("new_record", "{}");

Reading read_codex(std::string_view text) { return read_transcript("codex", text); }

}  // namespace

TEST_CASE("Codex: each message once, calls with their results, what the program says left out") {
  const Reading reading = read_codex(kRollout);
  const auto& turns = reading.turns;
  REQUIRE(reading.texts() ==
          std::vector<std::string>{
              "Mend the wheel", "**Looking**", R"({"command":["bash","-lc","make"]})",
              "Exit code 2\nno rule",
              R"({"input":"*** Begin Patch\n*** Update File: wheel.c\n*** End Patch"})", "ok",
              "Mended.", "[Request interrupted by user]", "The wheel was mended."});
  CHECK(turns[0].typed);
  CHECK(turns[1].kind == TurnKind::thinking);
  CHECK(turns[2].kind == TurnKind::tool_call);
  CHECK(turns[2].uid == "c1");
  CHECK(turns[3].uid == "c1:result");
  CHECK(turns[3].tool == "shell");
  CHECK(turns[3].failed);
  CHECK_FALSE(turns[5].failed);
  CHECK_FALSE(turns[7].typed);
  CHECK(turns[8].kind == TurnKind::summary);
  CHECK(reading.facts.session == "s-1");
  CHECK(reading.facts.cwd == "/src/engine");
  CHECK(reading.facts.branch == "main");
  CHECK(reading.facts.ended_at == "2026-03-01T10:00:09.000Z");
  CHECK(reading.facts.unknown ==
        std::map<std::string, std::int64_t>{{"event:new_thing", 1}, {"new_record", 1}});
  CHECK(test::same_in_pieces("codex", kRollout));
}

TEST_CASE("Codex: events stand for messages only where there are none") {
  const Reading reading =
      read_codex(meta() + line("event_msg", R"({"type":"user_message","message":"Hello"})") +
                 line("event_msg", R"({"type":"agent_message","message":"Hi"})"));
  CHECK(reading.texts() == std::vector<std::string>{"Hello", "Hi"});
}

TEST_CASE("Codex: a subagent is part of its parent's session") {
  const Reading reading = read_codex(
      meta(
          R"(,"source":{"subagent":{"thread_spawn":{"parent_thread_id":"p","agent_nickname":"Ada"}}})") +
      meta() + message("user", "Look for wheels"));
  CHECK(reading.facts.session == "p");
  REQUIRE(reading.turns.size() == 1);
  CHECK(reading.turns[0].agent == "Ada");
  CHECK_FALSE(reading.turns[0].typed);
}

TEST_CASE("Codex: tokens are what the session's count rose by, a copy's under its own session") {
  const auto count = [](int input, int cached, int output) {
    return line("event_msg",
                R"({"type":"token_count","info":{"total_token_usage":{"input_tokens":)" +
                    std::to_string(input) + R"(,"cached_input_tokens":)" + std::to_string(cached) +
                    R"(,"output_tokens":)" + std::to_string(output) + "}}}");
  };
  const std::string model = line("turn_context", R"({"model":"m"})");
  const std::string own = model + count(100, 0, 5) + count(100, 0, 5) + count(300, 150, 9);
  const Reading reading = read_codex(meta() + own + line("event_msg", R"({"type":"token_count"})") +
                                     count(0, 0, 0) + count(50, 20, 1));
  CHECK(reading.facts.usage.at("m") == Usage{180, 10, 0, 170});
  REQUIRE(reading.facts.messages.size() == 3);
  CHECK(reading.facts.messages[1].usage == Usage{50, 4, 0, 150});
  CHECK(reading.facts.messages[1].at == "2026-03-01T10:00:00.000Z");
  const Reading copy = read_codex(line("session_meta", R"({"id":"s-2"})") + meta() + own);
  CHECK(copy.facts.session == "s-2");
  REQUIRE(copy.facts.messages.size() == 2);
  CHECK(copy.facts.messages[1].id == reading.facts.messages[1].id);
}

TEST_CASE("Codex: sessions of the first versions, whose lines have no payload") {
  const Reading reading = read_codex(
      "{\"id\":\"old\",\"timestamp\":\"2025-05-01T10:00:00Z\",\"instructions\":null,\"git\":{}}\n"
      "{\"record_type\":\"state\"}\n"
      "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":"
      "\"Hi\"}]}\n"
      "{\"type\":\"function_call\",\"name\":\"shell\",\"arguments\":\"{}\",\"call_id\":\"c\"}\n"
      "{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"fine\"}\n");
  CHECK(reading.texts() == std::vector<std::string>{"Hi", "{}", "fine"});
  CHECK(reading.facts.session == "old");
  CHECK(reading.facts.unknown.empty());
}

TEST_CASE("Codex: what a command printed is taken out of each frame") {
  struct Case {
    const char* said;
    const char* text;
    bool failed;
  };
  for (const Case& each : {
           Case{R"({"output":"a","metadata":{"exit_code":0}})", "a", false},
           Case{"Exit code: 1\nWall time: 2 seconds\nOutput:\nbad\n", "Exit code 1\nbad\n", true},
           Case{"Chunk ID: x\nWall time: 1\nProcess exited with code 127\nOutput:\n",
                "Exit code 127\n", true},
           Case{"Wall time: 1\nProcess running with session ID 4\nOutput:\nup", "up", false},
           Case{"exec command rejected by user", "exec command rejected by user", true},
           Case{"{\"output\":7}", "{\"output\":7}", false},
           Case{"Exit code: none", "Exit code: none", false},
           Case{"", "", false},
       }) {
    INFO(each.said);
    const ToolOutput output = codex_output(each.said);
    CHECK(output.text == each.text);
    CHECK(output.failed == each.failed);
  }
}

TEST_CASE("Codex: torn, hostile and mistyped records are counted, never fatal") {
  for (std::size_t length = 0; length < kRollout.size(); length += 11)
    CHECK(read_codex(std::string_view(kRollout).substr(0, length)).turns.size() <= 9);
  const Reading reading =
      read_codex(meta() +
                 R"({"timestamp":1,"type":[],"payload":{"type":{},"role":7,"content":{"a":1}}})"
                 "\n" +
                 R"({"type":"response_item","payload":"x"})"
                 "\n" +
                 R"({"type":"response_item","payload":{"type":"message","role":"us)" +
                 message("user", "after the crash") + "[1,2]\n\0\0\0\n");
  CHECK(reading.texts().back() == "after the crash");
  CHECK(reading.facts.damaged >= 2);
  const std::string deep(100'000, '[');
  CHECK(read_codex(R"({"type":"response_item","payload":)" + deep + "\n").facts.damaged == 1);
}
