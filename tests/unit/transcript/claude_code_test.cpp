#include "core/transcript/claude_code.hpp"

#include "tests/catch.hpp"
#include "tests/support/transcripts.hpp"

using namespace baton;
using baton::test::read_transcript;
using baton::test::Reading;

namespace {

Reading read_claude(std::string_view text) { return read_transcript("claude_code", text); }

/// A record with the members every one has, and what the case adds.
std::string record(const std::string& type, const std::string& uuid, const std::string& members) {
  return R"({"parentUuid":null,"isSidechain":false,"cwd":"/src/engine","sessionId":"s-1",)"
         R"("gitBranch":"main","timestamp":"2026-03-01T10:00:00.000Z","type":")" +
         type + R"(","uuid":")" + uuid + "\"" + (members.empty() ? "" : "," + members) + "}\n";
}

std::string user(const std::string& uuid, const std::string& content,
                 const std::string& more = "") {
  return record("user", uuid, R"("message":{"role":"user","content":)" + content + "}" + more);
}

std::string assistant(const std::string& uuid, const std::string& content,
                      const std::string& message = R"("id":"m-1","model":"claude-x")") {
  return record("assistant", uuid,
                R"("message":{"role":"assistant",)" + message + R"(,"content":)" + content + "}");
}

}  // namespace

TEST_CASE("a message of several blocks is several turns") {
  const Reading reading = read_claude(
      user("u1", R"("Count the wheels")") +
      assistant("a1",
                R"([{"type":"thinking","thinking":"Hm.","signature":"x"},)"
                R"({"type":"text","text":"I will look."},)"
                R"({"type":"tool_use","id":"t1","name":"Bash","input":{ "command" : "ls" }}])") +
      user("u2", R"([{"type":"tool_result","tool_use_id":"t1","content":"wheel.txt\n"}])"));
  REQUIRE(reading.turns.size() == 5);
  const auto& turns = reading.turns;
  CHECK(turns[0].typed);
  CHECK(turns[0].uid == "u1");
  CHECK(turns[0].line == 1);
  CHECK(turns[0].at == "2026-03-01T10:00:00.000Z");
  CHECK(turns[1].kind == TurnKind::thinking);
  CHECK(turns[1].uid == "a1");
  CHECK(turns[2].text == "I will look.");
  CHECK(turns[2].uid == "a1:1");
  CHECK(turns[2].role == Role::assistant);
  CHECK(turns[3].kind == TurnKind::tool_call);
  CHECK(turns[3].uid == "t1");
  CHECK(turns[3].tool == "Bash");
  CHECK(turns[3].text == R"({"command":"ls"})");
  CHECK(turns[4].kind == TurnKind::tool_result);
  CHECK(turns[4].role == Role::tool);
  CHECK(turns[4].uid == "t1:result");
  CHECK(turns[4].tool == "Bash");
  CHECK(turns[4].text == "wheel.txt\n");
  CHECK_FALSE(turns[4].typed);
  CHECK(turns[4].line == 3);
}

TEST_CASE("a tool result may be a string, blocks, an error or empty") {
  const Reading reading = read_claude(
      user(
          "u1",
          R"([{"type":"tool_result","tool_use_id":"t1","is_error":true,"content":"Exit code 1"}])") +
      user("u2",
           R"([{"type":"tool_result","tool_use_id":"t2","content":[{"type":"text","text":"a"},)"
           R"({"type":"text","text":"b"}]}])") +
      user("u3", R"([{"type":"tool_result","tool_use_id":"t3","content":""}])",
           R"(,"toolUseResult":{"stdout":"out","stderr":"err"})") +
      user("u4", R"([{"type":"tool_result","tool_use_id":"t4","content":"kept"}])",
           R"(,"toolUseResult":{"stdout":"not read"})") +
      user("u5", R"([{"type":"tool_result","tool_use_id":"t5"}])"));
  REQUIRE(reading.texts() ==
          std::vector<std::string>{"Exit code 1", "a\nb", "out\nerr", "kept", ""});
  CHECK(reading.turns[0].failed);
  CHECK_FALSE(reading.turns[1].failed);
}

TEST_CASE("binaries become a line with type, size and hash") {
  const Reading reading = read_claude(user(
      "u1",
      R"([{"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGVsbG8="}},)"
      R"({"type":"document","title":"a.txt","source":{"type":"text","data":"words"}},)"
      R"({"type":"text","text":"look"}])"));
  REQUIRE(reading.texts() ==
          std::vector<std::string>{"[image image/png, 5 bytes, 2cf24dba5fb0a30e26e83b2ac5b9e29e]",
                                   "words", "look"});
  CHECK_FALSE(reading.turns[0].typed);
  CHECK(reading.turns[2].typed);
}

TEST_CASE("what the program or a subagent wrote was not typed") {
  const Reading reading = read_claude(
      user("u1", R"("Base text of a skill")", R"(,"isMeta":true)") +
      user("u2", R"([{"type":"text","text":"<command-name>/plan</command-name>"}])") +
      user("u3", R"("<local-command-stdout>x</local-command-stdout>")") +
      user("u4", R"("done in the background")", R"(,"origin":{"kind":"task-notification"})") +
      user("u5", R"("typed")", R"(,"origin":{"kind":"human"})") +
      user("u6", R"("from a subagent")", R"(,"agentId":"b7")"));
  REQUIRE(reading.turns.size() == 6);
  std::vector<bool> typed;
  for (const Turn& turn : reading.turns) typed.push_back(turn.typed);
  CHECK(typed == std::vector<bool>{false, true, false, false, true, false});
  CHECK(reading.turns[1].text == "/plan");
  CHECK(reading.turns[5].agent == "b7");
}

TEST_CASE("a compaction's summary is a turn of its own kind") {
  const Reading reading = read_claude(
      record("system", "s1", R"("subtype":"compact_boundary","content":"Conversation compacted")") +
      user("u1", R"("What was before.")", R"(,"isCompactSummary":true)"));
  REQUIRE(reading.turns.size() == 1);
  CHECK(reading.turns[0].kind == TurnKind::summary);
  CHECK_FALSE(reading.turns[0].typed);
}

TEST_CASE("sidechains without an id are told apart by their first record") {
  const auto chain = [](const std::string& uuid, const std::string& parent) {
    return R"({"type":"assistant","isSidechain":true,"uuid":")" + uuid + R"(","parentUuid":)" +
           parent + R"(,"message":{"role":"assistant","content":[{"type":"text","text":")" + uuid +
           "\"}]}}\n";
  };
  const Reading reading =
      read_claude(chain("aaaaaaaa-1", "null") + chain("bbbbbbbb-1", "null") +
                  chain("aaaaaaaa-2", R"("aaaaaaaa-1")") + chain("bbbbbbbb-2", R"("bbbbbbbb-1")") +
                  chain("aaaaaaaa-3", R"("aaaaaaaa-2")"));
  std::string agents;
  for (const Turn& turn : reading.turns) agents += turn.agent[0];
  CHECK(agents == "ababa");
}

TEST_CASE("progress records that carry a subagent's message are its turns") {
  const Reading reading = read_claude(
      record(
          "progress", "p1",
          R"("parentToolUseID":"t1","data":{"message":{"type":"assistant","timestamp":)"
          R"("2026-03-01T10:00:05Z","uuid":"n1","message":{"role":"assistant","id":"m-9",)"
          R"("model":"claude-y","usage":{"input_tokens":3,"output_tokens":4},"content":)"
          R"([{"type":"tool_use","id":"t9","name":"Grep","input":{}}]}},"normalizedMessages":[],)"
          R"("type":"agent_progress","agentId":"b7"})") +
      record("progress", "p2", R"("data":{"type":"hook_progress","hookEvent":"Stop"})"));
  REQUIRE(reading.turns.size() == 1);
  CHECK(reading.turns[0].agent == "b7");
  CHECK(reading.turns[0].uid == "t9");
  CHECK(reading.turns[0].at == "2026-03-01T10:00:05.000Z");
  CHECK(reading.facts.usage.at("claude-y").output_tokens == 4);
  CHECK(reading.facts.unknown.empty());
}

TEST_CASE("a message queued while the assistant worked is a turn") {
  const auto queued = [](const std::string& uuid, const std::string& mode) {
    return record("attachment", uuid,
                  R"("attachment":{"type":"queued_command","prompt":"and the brakes",)"
                  R"("commandMode":")" +
                      mode + "\"}");
  };
  const Reading reading = read_claude(
      queued("q1", "prompt") + queued("q2", "task-notification") +
      record("attachment", "q3", R"("attachment":{"type":"todo_reminder","content":[]})"));
  REQUIRE(reading.turns.size() == 2);
  CHECK(reading.turns[0].typed);
  CHECK(reading.turns[0].text == "and the brakes");
  CHECK_FALSE(reading.turns[1].typed);
}

TEST_CASE("the rows of one API message count once, the last one") {
  const auto row = [](const std::string& uuid, const std::string& id, int output) {
    return assistant(uuid, R"([{"type":"text","text":")" + uuid + "\"}]",
                     R"("id":")" + id +
                         R"(","model":"claude-x","usage":{"input_tokens":10,)"
                         R"("cache_creation_input_tokens":2,"cache_read_input_tokens":3,)"
                         R"("output_tokens":)" +
                         std::to_string(output) + "}");
  };
  const Reading reading = read_claude(row("a1", "m1", 1) + row("a2", "m1", 7) + row("a3", "m2", 5));
  const Usage& usage = reading.facts.usage.at("claude-x");
  CHECK(usage == Usage{.input_tokens = 20,
                       .output_tokens = 12,
                       .cache_creation_input_tokens = 4,
                       .cache_read_input_tokens = 6});
  REQUIRE(reading.facts.messages.size() == 2);
  CHECK(reading.facts.messages[0].id == "m1");
  CHECK(reading.facts.messages[0].usage.output_tokens == 7);
}

TEST_CASE("records that a resumed session copied are dropped") {
  const std::string once =
      user("u1", R"("once")") + assistant("a1", R"([{"type":"text","text":"yes"}])");
  CHECK(read_claude(once + once).texts() == read_claude(once).texts());
}

TEST_CASE("facts: first directory, last branch, last session, times, title") {
  const Reading reading = read_claude(
      R"({"type":"summary","summary":"Of another session","leafUuid":"x"})"
      "\n"
      R"({"type":"summary","summary":"Engine work","leafUuid":"u2"})"
      "\n" +
      user("u1", R"("a")") +
      R"({"type":"user","uuid":"u2","cwd":"/tmp","gitBranch":"feature/x","sessionId":"s-2",)"
      R"("timestamp":"2026-03-01T12:00:00+01:00","message":{"role":"user","content":"b"}})"
      "\n"
      R"({"type":"user","uuid":"u3","timestamp":"2026-03-01T11:30:00Z",)"
      R"("message":{"role":"user","content":"c"}})"
      "\n");
  CHECK(reading.facts.cwd == "/src/engine");
  CHECK(reading.facts.branch == "feature/x");
  CHECK(reading.facts.session == "s-2");
  CHECK(reading.facts.started_at == "2026-03-01T10:00:00.000Z");
  CHECK(reading.facts.ended_at == "2026-03-01T11:30:00.000Z");
  CHECK(reading.facts.title == "Engine work");
  CHECK(
      read_claude(R"({"type":"custom-title","customTitle":"Named","sessionId":"s"})").facts.title ==
      "Named");
}

TEST_CASE("unknown types and fields are counted, and records kept") {
  const Reading reading =
      read_claude(record("hologram", "h1", R"("beam":3)") + record("hologram", "h2", "") +
                  user("u1", R"([{"type":"scent","oil":"rose"},{"type":"text","text":"hi"}])",
                       R"(,"brandNew":true)") +
                  record("file-history-snapshot", "f1", R"("snapshot":{})"));
  CHECK(reading.facts.unknown == std::map<std::string, std::int64_t>{
                                     {"hologram", 2}, {"field:brandNew", 1}, {"block:scent", 1}});
  REQUIRE(reading.turns.size() == 4);
  CHECK(reading.turns[0].role == Role::system);
  CHECK(reading.turns[0].text.find(R"("beam":3)") != std::string::npos);
  CHECK(reading.turns[3].text == "hi");
  CHECK(reading.facts.damaged == 0);
}

TEST_CASE("unknown words are bounded") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += record("kind" + std::to_string(i), "", "");
  CHECK(read_claude(text).facts.unknown.size() <= 65);
}

TEST_CASE("damaged lines are counted and the rest is read") {
  const std::string good = user("u1", R"("before")");
  const std::string after = user("u2", R"("after")");
  const auto texts = [&](const std::string& damage) {
    const Reading reading = read_claude(good + damage + after);
    CHECK(reading.facts.damaged == 1);
    return reading.texts();
  };
  const std::vector<std::string> both = {"before", "after"};
  CHECK(texts("not json\n") == both);
  CHECK(texts("[1,2]\n") == both);
  CHECK(texts("\"error\"\n") == both);
  CHECK(texts("{\"type\":\"user\",\"message\":{]}\n") == both);
  CHECK(texts(std::string(5000, '\0') + "\n") == both);
}

TEST_CASE("a record torn by a crash does not take the next one with it") {
  const std::string torn = user("u1", R"("a long text with \"quotes\" in it")");
  const std::string next = user("u2", R"("after")");
  for (std::size_t length = 1; length + 1 < torn.size(); ++length) {
    const Reading reading = read_claude(torn.substr(0, length) + next);
    CHECK(reading.facts.damaged == 1);
    const std::string_view cut_off = std::string_view(torn).substr(0, length);
    // Cut behind a colon or an opening bracket, the next record is a value of the torn one.
    if (cut_off.ends_with(':') || cut_off.ends_with('[')) continue;
    INFO(cut_off);
    REQUIRE(reading.texts() == std::vector<std::string>{"after"});
  }
  CHECK(read_claude(torn.substr(0, torn.size() - 1) + next).turns.size() == 2);
}

TEST_CASE("a torn last line is damaged, a whole one without line end is not") {
  const std::string text = user("u1", R"("one")") + user("u2", R"("two")");
  CHECK(read_claude(text.substr(0, text.size() - 1)).facts.damaged == 0);
  CHECK(read_claude(text.substr(0, text.size() - 1)).turns.size() == 2);
  CHECK(read_claude(text.substr(0, text.size() - 9)).facts.damaged == 1);
  CHECK(read_claude(text.substr(0, text.size() - 9)).turns.size() == 1);
}

TEST_CASE("ill-formed characters are replaced and counted") {
  const Reading reading = read_claude(user("u1", R"("a\ud83d b\u0000 c)"
                                                 "\xff"
                                                 R"(")"));
  REQUIRE(reading.turns.size() == 1);
  CHECK(reading.turns[0].text == "a\uFFFD b\uFFFD c\uFFFD");
  CHECK(reading.facts.replaced == 3);
  CHECK(reading.facts.damaged == 0);
}

TEST_CASE("a line over 64 MiB is damaged, the next one is read") {
  std::string text = user("u1", "\"" + std::string((std::size_t{64} << 20) + 1, 'x') + "\"");
  text += user("u2", R"("after")");
  const Reading reading = read_transcript("claude_code", text, 1 << 20);
  CHECK(reading.facts.damaged == 1);
  CHECK(reading.texts() == std::vector<std::string>{"after"});
}

TEST_CASE("byte-order mark and CRLF are tolerated") {
  std::string text = "\xEF\xBB\xBF" + user("u1", R"("one")") + "\r\n" + user("u2", R"("two")");
  text.insert(text.find('\n'), "\r");
  const Reading reading = read_claude(text);
  CHECK(reading.texts() == std::vector<std::string>{"one", "two"});
  CHECK(reading.facts.damaged == 0);
}

TEST_CASE("pieces cut anywhere give the same as the whole") {
  const std::string text =
      user("u1", R"("Zähle \ud83d\ude00 \"die\" Räder")") +
      assistant(
          "a1",
          R"([{"type":"text","text":"ja"},{"type":"tool_use","id":"t1","name":"Read","input":{"p":"ü"}}])") +
      "broken\n\n" + user("u2", R"([{"type":"tool_result","tool_use_id":"t1","content":"x"}])") +
      R"({"type":"user","torn)";
  CHECK(test::same_in_pieces("claude_code", text));
}

TEST_CASE("a grown transcript keeps the uids it had") {
  std::string text = user("u1", R"([{"type":"text","text":"a"},{"type":"text","text":"b"}])") +
                     R"({"type":"user","message":{"role":"user","content":"no uuid"}})"
                     "\n";
  const auto before = read_claude(text).uids();
  const auto after = read_claude(text + user("u9", R"("more")")).uids();
  REQUIRE(after.size() == before.size() + 1);
  CHECK(std::vector<std::string>(after.begin(), after.end() - 1) == before);
}
