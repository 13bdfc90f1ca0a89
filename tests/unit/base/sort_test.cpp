#include <string>
#include <vector>

#include "core/base/sort.hpp"
#include "tests/catch.hpp"

TEST_CASE("sorting keeps equal ones in order") {
  std::vector<std::string> words;
  for (int i = 0; i < 200; ++i) words.push_back(std::string(1, "cab"[i % 3]) + std::to_string(i));
  baton::sort_by(words, [](const std::string& a, const std::string& b) { return a[0] < b[0]; });
  for (std::size_t i = 1; i < words.size(); ++i) {
    REQUIRE(words[i - 1][0] <= words[i][0]);
    if (words[i - 1][0] == words[i][0])
      REQUIRE(std::stoi(words[i - 1].substr(1)) < std::stoi(words[i].substr(1)));
  }
}
