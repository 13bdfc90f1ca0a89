#include "core/handoff/extract/request.hpp"

#include "tests/catch.hpp"

namespace baton {
namespace {

UserWords read(std::string text, bool typed = true) {
  Turn turn;
  turn.text = std::move(text);
  turn.typed = typed;
  return read_user_turn(turn);
}

TEST_CASE("a user's turn is told apart by what it asks for") {
  struct Case {
    const char* text;
    Said said;
  };
  const Case cases[] = {
      {"Add a cache to the router", Said::request},
      {"What is missing in the parser?", Said::request},
      {"ok go on", Said::approval},
      {"Yes, please continue!", Said::approval},
      {"thanks, looks good", Said::approval},
      {"Hey", Said::approval},
      {"Agreed, SQLite.", Said::approval},
      {"Yes, use the cache in the tests as well please", Said::request},
      {"[Request interrupted by user]", Said::interruption},
      {"[Request interrupted by user for tool use]", Said::interruption},
      {"/clear", Said::nothing},
      {"<local-command-stdout>done</local-command-stdout>", Said::nothing},
      {"<system-reminder>be nice</system-reminder>", Said::nothing},
      {"   ", Said::nothing},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    CHECK(read(one.text).said == one.said);
  }
}

TEST_CASE("a slash command counts by the words typed after it") {
  const char* const with_words =
      "<command-name>/plan</command-name><command-args>add a cache to the router</command-args>";
  CHECK(read(with_words, false).said == Said::request);
  CHECK(read(with_words, false).text == "add a cache to the router");
  CHECK(read("<command-name>/clear</command-name><command-args></command-args>").said ==
        Said::nothing);
}

TEST_CASE("words that no person typed ask for nothing") {
  CHECK(read("Add a cache", false).said == Said::nothing);
}

TEST_CASE("reminders behind the words are not the user's") {
  CHECK(read("Add a cache<system-reminder>x</system-reminder>").text == "Add a cache");
}

TEST_CASE("objections and questions are noticed") {
  CHECK(read("No, use the other file").objects);
  CHECK(read("Why are you writing Java?").objects);
  CHECK(read("I asked for blue but the button is red").objects);
  CHECK_FALSE(read("Add a note about errors").objects);
  CHECK(read("What is missing?").asks_only);
  CHECK_FALSE(read("Can you add the missing ones?").asks_only);
}

TEST_CASE("standing wishes are the sentences that ask for more, verbatim") {
  struct Case {
    const char* request;
    const char* wish;
  };
  const Case cases[] = {
      {"Add a cache. Always run the linter.", "Always run the linter."},
      {"Add a cache. Write the tests first.", "Write the tests first."},
      {"Add a cache to the router", ""},
      {"Show the first two letters", ""},
      {"Do it. Don't touch main.cpp. Thanks.", "Don't touch main.cpp."},
  };
  for (const Case& one : cases) {
    CAPTURE(one.request);
    CHECK(standing_wish(one.request) == one.wish);
  }
}

}  // namespace
}  // namespace baton
