#include "core/usage/prices.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/base/uuid.hpp"
#include "core/events/event.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::usage {
namespace {

constexpr std::size_t kMostOwn = 200;

/// The entity whose field `prices` holds the person's own.
std::string entity() { return uuid_of_name("prices"); }

/// Where a longer name of the same model may go on: a date, a word; a number of one or two digits
/// is another version's.
bool ends_name(std::string_view rest) {
  const std::size_t digits =
      std::min(rest.find_first_not_of("0123456789", 1), rest.size()) - (rest.empty() ? 0 : 1);
  if (rest.starts_with('-') && (digits == 1 || digits == 2)) return false;
  return rest.empty() || rest[0] == '-' || rest[0] == ':' || rest[0] == '@';
}

const Price* longest(std::string_view model, std::span<const Price> prices) {
  const Price* best = nullptr;
  for (const Price& price : prices)
    if (model.starts_with(price.model) && ends_name(model.substr(price.model.size())) &&
        (!best || price.model.size() > best->model.size()))
      best = &price;
  return best;
}

Json json_of(const Price& price) {
  return {{"model", price.model},
          {"input", price.input},
          {"output", price.output},
          {"cache_write", price.cache_write},
          {"cache_read", price.cache_read}};
}

Json json_of(std::span<const Price> prices) {
  Json list = Json::array();
  for (const Price& price : prices) list.push_back(json_of(price));
  return list;
}

Result<Price> price_from(const Json& json, const std::string& path) {
  constexpr double kMost = 1e6;
  Decoder decoder(json, path);
  Price price;
  price.model = decoder.text("model", {.least = 1, .most = 200});
  for (const char* name : {"input", "output"})
    if (!decoder.has(name))
      decoder.refuse(name, "must be a price in US dollars per million tokens.");
  price.input = decoder.number_or("input", 0, 0, kMost);
  price.output = decoder.number_or("output", 0, 0, kMost);
  price.cache_write = decoder.number_or("cache_write", price.input, 0, kMost);
  price.cache_read = decoder.number_or("cache_read", price.input / 10, 0, kMost);
  if (decoder.error()) return std::unexpected(*decoder.error());
  return price;
}

Json described(const std::vector<Price>& own) {
  return {{"as_of", kPricesAsOf},
          {"currency", "USD"},
          {"unit", "per million tokens"},
          {"built_in", json_of(built_in_prices())},
          {"own", json_of(own)}};
}

}  // namespace

std::span<const Price> built_in_prices() {
  static const std::array kPrices = std::to_array<Price>({
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
  });
  return kPrices;
}

const Price* price_of(std::string_view model, const std::vector<Price>& own) {
  const std::string_view bare = model.substr(model.rfind('/') + 1);
  for (const std::string_view name : {model, bare})
    if (const Price* price = longest(name, own)) return price;
  return longest(bare, built_in_prices());
}

double cost_of(const Usage& usage, const Price& price) {
  return (static_cast<double>(usage.input_tokens) * price.input +
          static_cast<double>(usage.output_tokens) * price.output +
          static_cast<double>(usage.cache_creation_input_tokens) * price.cache_write +
          static_cast<double>(usage.cache_read_input_tokens) * price.cache_read) /
         1e6;
}

Statement select_own_prices() {
  return {"SELECT value FROM fields WHERE entity_id = ?1 AND field = 'prices'", {entity()}};
}

std::vector<Price> own_prices(const Rows& rows) {
  std::vector<Price> own;
  if (rows.empty()) return own;
  const auto list = parse_json(text_at(rows[0], 0));
  if (!list || !list->is_array()) return own;
  for (const Json& element : *list)
    if (auto price =
            element.is_object() ? price_from(element, "") : Result<Price>(std::unexpected(Error{})))
      own.push_back(std::move(*price));
  return own;
}

Task<Result<Response>> list_prices(Context& /*context*/, Request /*request*/) {
  CO_TRY(const Rows rows, read(select_own_prices()));
  co_return answer(to_text(described(own_prices(rows))));
}

Task<Result<Response>> change_prices(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  Decoder decoder(body);
  const Json* list = decoder.array("own", kMostOwn);
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  std::vector<Price> own;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string path = "own[" + std::to_string(i) + "]";
    if (!(*list)[i].is_object())
      co_return fail(Fault::invalid, "invalid_field", path + " must be an object.", path);
    CO_CHECK(Price price, price_from((*list)[i], path));
    own.push_back(std::move(price));
  }
  const Json event = {{"set", {{"prices", json_of(own)}}}};
  Change change;
  change.events.push_back({"settings.changed", entity(), to_text(event)});
  CO_TRY(const std::vector<Rows> none, commit(std::move(change)));
  static_cast<void>(none);
  co_return answer(to_text(described(own)));
}

}  // namespace baton::usage
