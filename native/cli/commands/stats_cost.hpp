#pragma once
#include <string>
#include <vector>

#include "native/cli/desk.hpp"

namespace baton::cli {

struct CostWords {
  std::string by = "model";
  bool all = false;
  std::string since, until;
  std::vector<std::string> prices;   ///< `MODEL=INPUT/OUTPUT[/CACHE WRITE/CACHE READ]`
  std::vector<std::string> dropped;  ///< models
};

/// Tokens and cost of the current project, or of all where there is none.
Result<int> stats_cost(Desk& desk, const CostWords& words);

/// Sets the prices that the words give, and prints them all.
Result<int> stats_prices(Desk& desk, const CostWords& words);

}  // namespace baton::cli
