#include "core/hooks/prompt_terms.hpp"

#include "tests/catch.hpp"

namespace baton::hooks {
namespace {

using Terms = std::vector<PromptTerm>;

TEST_CASE("a prompt is about its uncommon words and its identifiers") {
  const std::pair<const char*, Terms> cases[] = {
      {"", {}},
      {"please continue with the next one", {}},
      {"go on, ok? 12 3.5", {}},
      {"Why does the forecast cache expire?", {{"forecast"}, {"cache"}, {"expire"}}},
      {"cache Cache CACHE", {{"cache"}}},
      {"see src/http/router.cpp and parseConfig, max_age",
       {{"src/http/router.cpp", true}, {"parseconfig", true}, {"max_age", true}}},
      {"error E1027 (again).", {{"error"}, {"e1027", true}}},
      {"(\"quoted\") 'word'", {{"quoted"}, {"word"}}}};
  for (const auto& [prompt, terms] : cases) {
    INFO(prompt);
    CHECK(prompt_terms(prompt) == terms);
  }
}

TEST_CASE("a long prompt has a bounded number of words") {
  std::string prompt;
  for (int i = 0; i < 5000; ++i) prompt += "word" + std::to_string(i) + "x ";
  CHECK(prompt_terms(prompt).size() == 24);
}

TEST_CASE("the telling line is the one with most of the words") {
  const Terms terms{{"cache"}, {"forecast"}};
  CHECK(telling_line("# Notes\n- the cache\n- the forecast **cache** is cold\nend", terms, 80) ==
        "the forecast cache is cold");
  CHECK(telling_line("nothing here", terms, 80).empty());
  CHECK(telling_line("forecast " + std::string(500, 'x'), terms, 40).size() <= 44);
}

}  // namespace
}  // namespace baton::hooks
