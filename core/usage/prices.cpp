#include "core/usage/prices.hpp"

#include <algorithm>

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
