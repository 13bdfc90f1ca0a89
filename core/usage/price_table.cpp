#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/usage/prices.hpp"

namespace baton::usage {
namespace {

struct PriceRow {
  std::string_view model;
  double input, output, cache_write, cache_read;
};

/// From the providers' pages of prices. Where prices rise with the length of a prompt, those of
/// the shortest; OpenAI and Google tell no writes to a cache before GPT-6: there it is the input's.
constexpr PriceRow kRows[] = {
    {"claude-fable-5-1", 10, 50, 12.5, 0.25},
    {"claude-fable-5", 10, 50, 12.5, 1},
    {"claude-mythos-5-1", 10, 50, 12.5, 0.25},
    {"claude-mythos-5", 10, 50, 12.5, 1},
    {"claude-opus-5-5", 4, 20, 5, 0.2},
    {"claude-opus-5", 5, 25, 6.25, 0.5},
    {"claude-sonnet-5-5", 2, 10, 2.5, 0.1},
    {"claude-sonnet-5", 2, 10, 2.5, 0.2},
    {"claude-haiku-5-5", 0.1, 0.5, 0.125, 0.01},
    {"claude-opus-4-8", 5, 25, 6.25, 0.5},
    {"claude-opus-4-7", 5, 25, 6.25, 0.5},
    {"claude-opus-4-6", 5, 25, 6.25, 0.5},
    {"claude-opus-4-5", 5, 25, 6.25, 0.5},
    {"claude-opus-4-1", 15, 75, 18.75, 1.5},
    {"claude-opus-4-0", 15, 75, 18.75, 1.5},
    {"claude-opus-4-20250514", 15, 75, 18.75, 1.5},
    {"claude-sonnet-4-6", 3, 15, 3.75, 0.3},
    {"claude-sonnet-4-5", 3, 15, 3.75, 0.3},
    {"claude-sonnet-4-0", 3, 15, 3.75, 0.3},
    {"claude-sonnet-4-20250514", 3, 15, 3.75, 0.3},
    {"claude-haiku-4-5", 1, 5, 1.25, 0.1},
    {"claude-3-7-sonnet", 3, 15, 3.75, 0.3},
    {"claude-3-5-sonnet", 3, 15, 3.75, 0.3},
    {"claude-3-5-haiku", 0.8, 4, 1, 0.08},
    {"claude-3-opus", 15, 75, 18.75, 1.5},
    {"claude-3-sonnet", 3, 15, 3.75, 0.3},
    {"claude-3-haiku", 0.25, 1.25, 0.3, 0.03},
    {"gpt-6.1-sol", 2, 10, 2.5, 0.1},
    {"gpt-6-astra", 10, 50, 12.5, 1},
    {"gpt-6-sol", 2, 10, 2.5, 0.2},
    {"gpt-6-luna", 0.1, 0.5, 0.125, 0.01},
    {"gpt-5.6-sol", 2, 10, 2.5, 0.2},
    {"gpt-5.6-terra", 2, 12, 2, 0.2},
    {"gpt-5.6-luna", 0.2, 1.2, 0.2, 0.02},
    {"gpt-5.5", 5, 30, 5, 0.5},
    {"gpt-5.5-pro", 30, 180, 30, 30},
    {"gpt-5.4", 2.5, 15, 2.5, 0.25},
    {"gpt-5.4-mini", 0.75, 4.5, 0.75, 0.075},
    {"gpt-5.4-nano", 0.2, 1.25, 0.2, 0.02},
    {"gpt-5.4-pro", 30, 180, 30, 30},
    {"gpt-5.3-codex", 1.75, 14, 1.75, 0.175},
    {"gpt-5.2", 1.75, 14, 1.75, 0.175},
    {"gpt-5.1", 1.25, 10, 1.25, 0.125},
    {"gpt-5.1-codex-mini", 0.25, 2, 0.25, 0.025},
    {"gpt-5", 1.25, 10, 1.25, 0.125},
    {"gpt-5-mini", 0.25, 2, 0.25, 0.025},
    {"gpt-5-nano", 0.05, 0.4, 0.05, 0.005},
    {"gpt-5-pro", 15, 120, 15, 15},
    {"gpt-4.1", 2, 8, 2, 0.5},
    {"gpt-4.1-mini", 0.4, 1.6, 0.4, 0.1},
    {"gpt-4.1-nano", 0.1, 0.4, 0.1, 0.025},
    {"gpt-4o", 2.5, 10, 2.5, 1.25},
    {"gpt-4o-mini", 0.15, 0.6, 0.15, 0.075},
    {"o3", 2, 8, 2, 0.5},
    {"o4-mini", 1.1, 4.4, 1.1, 0.275},
    {"codex-mini", 1.5, 6, 1.5, 0.375},
    {"gemini-3.8-flash", 0.75, 3.75, 0.75, 0.075},
    {"gemini-3.7-flash", 1.5, 7.5, 1.5, 0.15},
    {"gemini-3.5-flash", 1.5, 9, 1.5, 0.15},
    {"gemini-3.1-pro", 2, 12, 2, 0.2},
    {"gemini-3.1-flash-lite", 0.25, 1.5, 0.25, 0.025},
    {"gemini-3-flash", 0.5, 3, 0.5, 0.05},
    {"gemini-3-pro", 2, 12, 2, 0.2},
    {"gemini-2.5-pro", 1.25, 10, 1.25, 0.125},
    {"gemini-2.5-flash", 0.3, 2.5, 0.3, 0.03},
    {"gemini-2.5-flash-lite", 0.1, 0.4, 0.1, 0.01},
};

}  // namespace

std::span<const Price> built_in_prices() {
  static const std::vector<Price> kPrices = [] {
    std::vector<Price> prices;
    for (const PriceRow& row : kRows)
      prices.push_back(
          {std::string(row.model), row.input, row.output, row.cache_write, row.cache_read});
    return prices;
  }();
  return kPrices;
}

}  // namespace baton::usage
