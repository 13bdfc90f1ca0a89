#include "native/machine/shell_word.hpp"

#include "native/machine/process.hpp"
#include "tests/catch.hpp"

namespace baton::machine {
namespace {

TEST_CASE("a shell reads a quoted word as it was") {
  CHECK(shell_word("/opt/baton-1.2/baton") == "/opt/baton-1.2/baton");
  for (const char* word : {"", " ", "it's", "$HOME `id` \\", "a\nb", "\"*?~!", "ünï", "'''"}) {
    CAPTURE(word);
    const auto said = run_program(
        {.words = {"sh", "-c", "printf %s " + shell_word(word)}, .unset = {}, .set = {}});
    REQUIRE(said.has_value());
    CHECK(said->output == word);
  }
}

}  // namespace
}  // namespace baton::machine
