#include "core/transcript/conversation.hpp"

#include "tests/catch.hpp"
#include "tests/support/transcripts.hpp"

using namespace baton;
using baton::test::read_transcript;
using baton::test::Reading;

namespace {

Reading json(std::string_view text) { return read_transcript("conversation_json", text); }
Reading markdown(std::string_view text) { return read_transcript("conversation_markdown", text); }

using Texts = std::vector<std::string>;

const char* const kArray = R"([
  {"role": "user", "content": "Count [the] \"wheels\" {}"},
  {"role": "assistant", "content": "Four."},
  {"role": "user", "content": "yes"}, {"role": "user", "content": "yes"}
])";

const char* const kWrapped =
    R"({"title": "Wheels", "created_at": 1772359200.5,
 "messages": [
  {"role": "human", "content": "Count"},
  {"role": "ai", "text": "Four"}
 ], "id": "c-1"})";

const char* const kLines =
    "{\"role\":\"user\",\"content\":\"Count\"}\n{torn\n{\"role\":\"assistant\",\"content\":"
    "\"Four\"}\n";

}  // namespace

TEST_CASE("messages in an array, in an object, on lines") {
  const Reading array = json(kArray);
  CHECK(array.texts() == Texts{"Count [the] \"wheels\" {}", "Four.", "yes", "yes"});
  CHECK(array.turns[0].typed);
  CHECK(array.turns[0].line == 2);
  CHECK(array.turns[1].role == Role::assistant);
  CHECK(array.turns[2].uid != array.turns[3].uid);
  CHECK(array.facts.damaged == 0);

  const Reading wrapped = json(kWrapped);
  CHECK(wrapped.texts() == Texts{"Count", "Four"});
  CHECK(wrapped.facts.title == "Wheels");
  CHECK(wrapped.facts.session == "c-1");
  CHECK(wrapped.facts.started_at == "2026-03-01T10:00:00.500Z");
  CHECK(wrapped.facts.damaged == 0);

  const Reading lines = json(kLines);
  CHECK(lines.texts() == Texts{"Count", "Four"});
  CHECK(lines.turns[1].line == 3);
  CHECK(lines.facts.damaged == 1);
}

TEST_CASE("a whole conversation on one line") {
  CHECK(json(R"([{"role":"user","content":"a"},{"role":"assistant","content":"b"}])").texts() ==
        Texts{"a", "b"});
  const Reading wrapped = json(R"({"messages":[{"role":"user","content":"a"}],"title":"T"})");
  CHECK(wrapped.texts() == Texts{"a"});
  CHECK(wrapped.facts.title == "T");
}

TEST_CASE("content may be blocks, calls and results") {
  const Reading reading = json(
      R"({"id":"m1","role":"user","timestamp":"2026-03-01T10:00:00Z","content":[{"type":"text","text":"look"},{"type":"image","source":{"type":"url","url":"https://x.test/a.png"}}]})"
      "\n"
      R"({"id":"m2","role":"assistant","content":[{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"ls"}}]})"
      "\n"
      R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"a.txt","is_error":true}]})"
      "\n"
      R"({"role":"assistant","content":null,"tool_calls":[{"id":"t2","type":"function","function":{"name":"grep","arguments":"{\"q\":\"x\"}"}}]})"
      "\n"
      R"({"role":"tool","tool_call_id":"t2","content":"found"})"
      "\n");
  REQUIRE(reading.texts() == Texts{"look", "[image, https://x.test/a.png]", R"({"command":"ls"})",
                                   "a.txt", R"({"q":"x"})", "found"});
  const auto& turns = reading.turns;
  CHECK(turns[0].uid == "m1");
  CHECK(turns[1].uid == "m1:1");
  CHECK(turns[0].at == "2026-03-01T10:00:00.000Z");
  CHECK(turns[2].uid == "t1");
  CHECK(turns[2].kind == TurnKind::tool_call);
  CHECK(turns[3].uid == "t1:result");
  CHECK(turns[3].tool == "Bash");
  CHECK(turns[3].failed);
  CHECK(turns[3].role == Role::tool);
  CHECK(turns[4].uid == "t2");
  CHECK(turns[4].tool == "grep");
  CHECK(turns[5].uid == "t2:result");
  CHECK(turns[5].tool == "grep");
  CHECK(turns[5].kind == TurnKind::tool_result);
}

TEST_CASE("an id that comes twice is a copy, or gets another name") {
  const Reading reading = json(
      "{\"id\":\"1\",\"role\":\"user\",\"content\":\"a\"}\n"
      "{\"id\":\"1\",\"role\":\"user\",\"content\":\"a\"}\n"
      "{\"id\":\"1\",\"role\":\"user\",\"content\":\"b\"}\n");
  REQUIRE(reading.texts() == Texts{"a", "b"});
  CHECK(reading.turns[0].uid == "1");
  CHECK(reading.turns[1].uid.starts_with("1:"));
}

TEST_CASE("unknown roles, damage and odd values are survived") {
  const Reading reading = json(
      "[{\"role\":\"ghost\",\"content\":\"boo\"},1,null,\"x\",[{}],{},"
      "{\"role\":\"user\",\"content\":\"\\ud83d \xff\"},"
      "{\"role\":\"user\",\"content\":{]}},"
      "{\"role\":\"user\",\"content\":\"last\"}");
  CHECK(reading.texts().front() == "boo");
  CHECK(reading.facts.unknown.at("role:ghost") == 1);
  CHECK(reading.facts.replaced == 2);
  CHECK(reading.facts.damaged >= 1);
  CHECK(json("").turns.empty());
  CHECK(json("]]]").facts.damaged == 1);
  CHECK(json("{").turns.empty());
  CHECK(json("\f\n").turns.empty());
}

TEST_CASE("Markdown conversations, however the speakers are written") {
  for (const char* text : {"User: Count\nthe wheels\n\nAssistant: Four\n",
                           "## User\n\nCount\nthe wheels\n\n## Assistant\n\nFour\n",
                           "**You:** Count\nthe wheels\n\n**ChatGPT:** Four\n",
                           "**User**\n\nCount\nthe wheels\n\n---\n\n**Cursor**\n\nFour\n\n---\n",
                           "### 👤 Human (10:32)\nCount\nthe wheels\n### 🤖 Claude\nFour\n",
                           "\xEF\xBB\xBF"
                           "User: Count\r\nthe wheels\r\nAssistant: Four\r\n"}) {
    INFO(text);
    const Reading reading = markdown(text);
    REQUIRE(reading.texts() == Texts{"Count\nthe wheels", "Four"});
    CHECK(reading.turns[0].role == Role::user);
    CHECK(reading.turns[0].typed);
    CHECK(reading.turns[1].role == Role::assistant);
    CHECK(recognise(text, "chat.md") == "conversation_markdown");
  }
}

TEST_CASE("what is no speaker of the document stays content") {
  const Reading reading = markdown(
      "# Wheel chat\n\nExported today.\n\n## User\n\nUser: is a label\n\n```\n## Assistant\n```\n\n"
      "### Assistant\n\n## Assistant\n\n**User:** said it\n");
  CHECK(reading.facts.title == "Wheel chat");
  REQUIRE(reading.texts() == Texts{"Exported today.",
                                   "User: is a label\n\n```\n## Assistant\n```\n\n### Assistant",
                                   "**User:** said it"});
  CHECK(reading.turns[0].role == Role::system);
  CHECK(reading.turns[1].line == 5);
}

TEST_CASE("misread UTF-8 is repaired in Markdown and counted") {
  const Reading reading = markdown("User: âœ… done?\n\nAssistant: ‚úÖ yes\n");
  CHECK(reading.texts() == Texts{"✅ done?", "✅ yes"});
  CHECK(reading.facts.repaired == 2);
  CHECK(json(R"({"role":"user","content":"âœ…"})").texts() == Texts{"âœ…"});
}

TEST_CASE("a handoff document is one turn") {
  const Reading reading = read_transcript(
      "handoff", "\xEF\xBB\xBF```\n# no\n```\n# Session handoff ‚úÖ\n\n## Next\n- go\n");
  REQUIRE(reading.turns.size() == 1);
  CHECK(reading.turns[0].text == "```\n# no\n```\n# Session handoff ✅\n\n## Next\n- go\n");
  CHECK(reading.facts.title == "Session handoff ✅");
  CHECK(reading.facts.repaired == 1);
}

TEST_CASE("conversations in pieces, again and grown") {
  for (const char* text : {kArray, kWrapped, kLines})
    CHECK(test::same_in_pieces("conversation_json", text));
  const std::string chat = "User: a\n\nAssistant: ü\n\nUser: a\n";
  CHECK(test::same_in_pieces("conversation_markdown", chat));
  CHECK(test::same_in_pieces("handoff", "# ‚úÖ Handoff\n\nü\n"));

  const auto before = markdown(chat).uids();
  const auto after = markdown(chat + "\nAssistant: more\n").uids();
  REQUIRE(after.size() == before.size() + 1);
  CHECK(std::vector<std::string>(after.begin(), after.end() - 1) == before);

  const std::string lines = kLines;
  const auto short_uids = json(lines).uids();
  const auto long_uids = json(lines + "{\"role\":\"user\",\"content\":\"more\"}\n").uids();
  REQUIRE(long_uids.size() == short_uids.size() + 1);
  CHECK(std::vector<std::string>(long_uids.begin(), long_uids.end() - 1) == short_uids);
}
