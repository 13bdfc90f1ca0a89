#include "core/transcript/aider.hpp"

#include "tests/catch.hpp"
#include "tests/support/transcripts.hpp"

using namespace baton;
using baton::test::read_transcript;
using baton::test::Reading;

namespace {

const std::string kHistory =
    "\n# aider chat started at 2026-03-01 10:00:00\n\n"
    "> /usr/bin/aider wheel.c  \n> Aider v0.86.2  \n> Warning: no key  \n\n"
    "#### /add wheel.c  \n> Added wheel.c to the chat  \n\n"
    "#### /ask how round is it?  \n\n#### how round is it?  \n\n"
    "<thinking-content-7bbe>\n\nIt is a wheel.\n\n</thinking-content-7bbe>\n\n"
    "Very.\n\n#### In detail\n\n> a quotation\n\n"
    "> Tokens: 1.4k sent, 1.0k received. Cost: $0.0015 message, $0.0015 session.  \n\n"
    "#### mend it  \n#### and test it  \n\nDone:\n\n```\nwheel\n```\n\n"
    "> Applied edit to src/wheel.c  \n> Commit 591894f fix: the wheel  \n"
    "> You can use /undo to undo and discard each aider commit.  \n> Running make test  \n\n"
    "#### <blank>  \n";

Reading read_aider(std::string_view text) { return read_transcript("aider", text); }

}  // namespace

TEST_CASE("aider: prompts, answers, thinking, edits, commits and commands") {
  const Reading reading = read_aider(kHistory);
  REQUIRE(reading.texts() ==
          std::vector<std::string>{"/add wheel.c", "Added wheel.c to the chat", "how round is it?",
                                   "It is a wheel.", "Very.\n\n#### In detail\n\n> a quotation",
                                   "mend it\nand test it", "Done:\n\n```\nwheel\n```",
                                   R"({"file_path":"src/wheel.c"})", "Applied edit to src/wheel.c",
                                   R"({"command":"git commit -q && git log -1 --oneline"})",
                                   "591894f fix: the wheel", R"({"command":"make test"})"});
  const auto& turns = reading.turns;
  CHECK_FALSE(turns[0].typed);
  CHECK(turns[1].role == Role::system);
  CHECK(turns[2].typed);
  CHECK(turns[3].kind == TurnKind::thinking);
  CHECK(turns[7].tool == "edit_file");
  CHECK(turns[8].uid == turns[7].uid + ":result");
  CHECK(turns[0].at == "2026-03-01T10:00:00.000Z");
  CHECK(reading.facts.session == "aider 2026-03-01 10:00:00");
  CHECK(test::same_in_pieces("aider", kHistory));
}

TEST_CASE("aider: a start with a zone is that instant, and the same session") {
  const Reading reading =
      read_aider("# aider chat started at 2026-03-01 10:00:00+02:00\n\n#### hi  \n");
  CHECK(reading.facts.started_at == "2026-03-01T08:00:00.000Z");
  CHECK(reading.facts.session == "aider 2026-03-01 10:00:00");
}

TEST_CASE("aider: a session in which nothing was asked has no turns") {
  CHECK(
      read_aider("# aider chat started at 2026-03-01 10:00:00\n\n> Invalid key  \n").turns.empty());
}

TEST_CASE("aider: torn and hostile histories are read as far as they go") {
  for (std::size_t length = 0; length < kHistory.size(); length += 7)
    CHECK(read_aider(std::string_view(kHistory).substr(0, length)).turns.size() <= 13);
  CHECK(read_aider("# aider chat started at \xff\xfe\n#### \xff  \n").turns.size() == 1);
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "#### x  \n\n> y  \n\n";
  CHECK(read_aider(many).turns.size() == 40'000);
}
