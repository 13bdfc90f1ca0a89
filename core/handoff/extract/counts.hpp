#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// What a text counts: "187 tests, 94% coverage, 58 tools" → (test, 187), (coverage, 94), (tool,
/// 58).
struct Count {
  std::string noun;
  std::string number;
};
std::vector<Count> counts_in(std::string_view text);

}  // namespace baton
