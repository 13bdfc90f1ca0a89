#include "core/hooks/event.hpp"

#include "core/base/json.hpp"
#include "tests/catch.hpp"

namespace baton::hooks {
namespace {

TEST_CASE("an assistant's words mean the moments of a session") {
  const std::pair<const char*, Moment> cases[] = {{"SessionStart", Moment::start},
                                                  {"session-start", Moment::start},
                                                  {"UserPromptSubmit", Moment::prompt},
                                                  {"BeforeAgent", Moment::prompt},
                                                  {"Stop", Moment::stop},
                                                  {"SubagentStop", Moment::stop},
                                                  {"AfterAgent", Moment::stop},
                                                  {"PreCompact", Moment::compact},
                                                  {"PreCompress", Moment::compact},
                                                  {"SessionEnd", Moment::end},
                                                  {"PreToolUse", Moment::other},
                                                  {"", Moment::other}};
  for (const auto& [word, moment] : cases) {
    INFO(word);
    CHECK(moment_of(word) == moment);
  }
}

TEST_CASE("a hook's event is read without trust in its types") {
  const auto event = hook_event_of(
      R"({"session_id":"s1","transcript_path":null,"cwd":7,"hook_event_name":"AfterAgent",)"
      R"("trigger":"auto","prompt_response":"Done."})",
      "");
  REQUIRE(event);
  CHECK(event->moment == Moment::stop);
  CHECK(event->session == "s1");
  CHECK(event->transcript.empty());
  CHECK(event->cwd.empty());
  CHECK(event->source == "auto");
  CHECK(event->last_assistant_message == "Done.");
  CHECK(hook_event_of(R"({"session_id":"s"})", "Stop")->name == "Stop");
  for (const char* text : {"", "[]", "{", "null", R"({"cwd":"/"})", R"({"session_id":1})"}) {
    INFO(text);
    CHECK_FALSE(hook_event_of(text, "Stop"));
  }
}

TEST_CASE("only a start after a compaction goes on with its own session") {
  CHECK(hook_event_of(R"({"session_id":"s","source":"compact"})", "SessionStart")->again());
  CHECK_FALSE(hook_event_of(R"({"session_id":"s","source":"startup"})", "SessionStart")->again());
  CHECK_FALSE(hook_event_of(R"({"session_id":"s","trigger":"compact"})", "Stop")->again());
}

TEST_CASE("what is added is named after the assistant's own event") {
  HookEvent event;
  event.name = "BeforeAgent";
  const auto printed = parse_json(added_context(event, "a \"b\"\n"));
  REQUIRE(printed);
  CHECK((*printed)["hookSpecificOutput"]["hookEventName"] == "BeforeAgent");
  CHECK((*printed)["hookSpecificOutput"]["additionalContext"] == "a \"b\"\n");
}

}  // namespace
}  // namespace baton::hooks
