#include "core/usage/prices.hpp"

#include <cmath>

#include "tests/catch.hpp"

using namespace baton;
using namespace baton::usage;

TEST_CASE("a model's price is that of the longest name that it begins with") {
  const std::vector<Price> own = {{"house-model", 1, 2, 3, 4}, {"claude-haiku-4-5", 7, 7, 7, 7}};
  const auto input = [&](std::string_view model) {
    const Price* price = price_of(model, own);
    return price ? price->input : -1;
  };
  CHECK(input("claude-sonnet-4-5-20250929") == 3);
  CHECK(input("anthropic/claude-opus-4-6") == 5);
  CHECK(input("gpt-5-codex") == 1.25);
  CHECK(input("gpt-5-mini-2025-08-07") == 0.25);
  CHECK(input("gemini-2.5-flash-lite") == 0.1);
  CHECK(input("house-model:latest") == 1);
  CHECK(input("claude-haiku-4-5-20251001") == 7);
  CHECK(input("gpt-5.9") == -1);
  CHECK(input("gpt-55") == -1);
  CHECK(input("claude-opus-4-20991231") == -1);
  CHECK(input("claude-opus-5") == 5);
  CHECK(input("claude-opus-5-20260724") == 5);
  CHECK(input("claude-opus-5-5") == 4);
  CHECK(input("claude-opus-5-7") == -1);
  CHECK(input("") == -1);
}

TEST_CASE("a cost is tokens by price") {
  const double cost = cost_of({1'000'000, 100'000, 10'000, 2'000'000}, {"m", 3, 15, 3.75, 0.3});
  CHECK(std::abs(cost - (3 + 1.5 + 0.0375 + 0.6)) < 1e-9);
}

TEST_CASE("every built-in price is one that a provider could ask") {
  for (const Price& price : built_in_prices()) {
    INFO(price.model);
    CHECK(price.input > 0);
    CHECK(price.output > price.input);
    CHECK(price.cache_write >= price.input);
    CHECK(price.cache_read <= price.input);
  }
}
