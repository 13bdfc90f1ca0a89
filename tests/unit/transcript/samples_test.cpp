#include <set>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "tests/catch.hpp"
#include "tests/support/transcripts.hpp"

using namespace baton;
using baton::test::read_transcript;

namespace {

/// Reads every sample of a folder and checks what must hold of any transcript.
int check_samples(const std::string& folder, const std::string& format) {
  int read = 0;
  for (const std::string& path : test::samples_in(folder)) {
    const std::string text = test::sample(path);
    INFO(path);
    REQUIRE(recognise(std::string_view(text).substr(0, 65536), path) == format);
    const auto reading = read_transcript(format, text);
    CHECK((format == "aider" || !reading.turns.empty()));
    std::set<std::string> uids;
    for (const Turn& turn : reading.turns) {
      CHECK(!turn.uid.empty());
      CHECK(uids.insert(turn.uid).second);
      CHECK(first_invalid_utf8(turn.text) == std::string_view::npos);
      CHECK(turn.text.find('\0') == std::string::npos);
      if (turn.kind == TurnKind::tool_call)
        CHECK(!Json::parse(turn.text, nullptr, false).is_discarded());
      if (turn.typed) CHECK((turn.role == Role::user && turn.agent.empty()));
    }
    const std::string whole = described(reading);
    CHECK(described(read_transcript(format, text, 4099)) == whole);
    if (text.size() < 300'000) CHECK(described(read_transcript(format, text, 1)) == whole);
    ++read;
  }
  if (read == 0) WARN("no shared samples here: skipped " << folder);
  return read;
}

}  // namespace

TEST_CASE("the sample transcripts are recognised and read whole") {
  check_samples("samples/transcripts/claude-code", "claude_code");
  check_samples("samples/transcripts/codex", "codex");
  check_samples("samples/transcripts/gemini", "gemini");
  check_samples("samples/transcripts/chatgpt", "chatgpt");
  check_samples("samples/transcripts/aider", "aider");
  check_samples("samples/transcripts/specstory", "specstory");
  check_samples("samples/handoffs", "handoff");
}
