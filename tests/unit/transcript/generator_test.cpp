#include "tests/catch.hpp"
#include "tests/support/transcript_generator.hpp"
#include "tests/support/transcripts.hpp"

using namespace baton;

TEST_CASE("a generated transcript is the same for the same seed and understood whole") {
  const std::string transcript = test::generate_transcript({.bytes = 400'000, .seed = 7});
  CHECK(transcript.size() >= 400'000);
  CHECK(transcript.size() < 600'000);
  CHECK(transcript == test::generate_transcript({.bytes = 400'000, .seed = 7}));
  CHECK(transcript != test::generate_transcript({.bytes = 400'000, .seed = 8}));

  const auto reading = test::read_transcript("claude_code", transcript, 65536);
  CHECK(reading.facts.damaged == 0);
  CHECK(reading.facts.replaced == 0);
  CHECK(reading.facts.unknown.empty());
  CHECK(reading.facts.cwd == "/src/engine");
  CHECK(reading.facts.usage.size() == 2);
  int typed = 0;
  int results = 0;
  int of_agents = 0;
  for (const Turn& turn : reading.turns) {
    typed += turn.typed;
    results += turn.kind == TurnKind::tool_result && !turn.tool.empty();
    of_agents += !turn.agent.empty();
  }
  CHECK(typed > 0);
  CHECK(results > 20);
  CHECK(of_agents > 0);
}
