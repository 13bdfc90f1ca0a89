#include "native/cli/assistants.hpp"

#include "tests/catch.hpp"

namespace baton::cli {
namespace {

TEST_CASE("a handoff that no argument can hold is told before the assistant is started") {
  const auto assistant = assistant_named("claude");
  REQUIRE(assistant.has_value());
  const auto refused = become(*assistant, std::string(128UL * 1024, 'x'));
  CHECK(refused.error().code == "too_large");
  CHECK(refused.error().message.contains("--budget"));
}

TEST_CASE("each assistant is started in the form that keeps its conversation open") {
  CHECK(start_line(*assistant_named("codex"), "baton handoff") == "codex \"$(baton handoff)\"");
  CHECK(start_line(*assistant_named("gemini"), "baton handoff") ==
        "gemini --prompt-interactive \"$(baton handoff)\"");
}

}  // namespace
}  // namespace baton::cli
