#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.hpp"
#include "core/base/task.hpp"
#include "core/http/context.hpp"
#include "core/http/message.hpp"
#include "core/store/batch.hpp"
#include "core/transcript/importer.hpp"

namespace baton::usage {

/// What a model's tokens cost: US dollars per million.
struct Price {
  std::string model;  ///< how the model's name begins
  double input = 0, output = 0, cache_write = 0, cache_read = 0;
};

/// The providers' list prices as far as they were known on this day, without what long contexts,
/// batches or an hour of caching cost more or less. A model that is not among them has no price.
inline constexpr std::string_view kPricesAsOf = "2026-11-05";
std::span<const Price> built_in_prices();

/// The price of a model, whose name may follow a provider's (`openai/gpt-5`): the entry whose name
/// is the longest that it begins with, up to a `-`, `:`, `@` or its end. One of `own` goes before
/// all built-in ones.
const Price* price_of(std::string_view model, const std::vector<Price>& own);

/// US dollars.
double cost_of(const Usage& usage, const Price& price);

/// The statement that reads the person's own prices, and what it gave. What is malformed is left
/// out.
Statement select_own_prices();
std::vector<Price> own_prices(const Rows& rows);

/// GET /api/prices: `{as_of, currency, unit, built_in: [{model, input, output, cache_write,
/// cache_read}], own: […]}`.
Task<Result<Response>> list_prices(Context& context, Request request);
/// PATCH /api/prices: `{own: [{model, input, output, cache_write?, cache_read?}]}` replaces the
/// person's own prices, at most 200. Without them, writing to the cache costs as much as input, and
/// reading from it a tenth.
Task<Result<Response>> change_prices(Context& context, Request request);

}  // namespace baton::usage
