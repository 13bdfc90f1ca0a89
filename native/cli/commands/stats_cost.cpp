#include "native/cli/commands/stats_cost.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

#include "native/cli/projects.hpp"
#include "native/cli/table.hpp"

namespace baton::cli {
namespace {

std::string dollars(double value, int digits) {
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return {text.data(), static_cast<std::size_t>(std::max(length, 0))};
}

/// `12,345,678`
std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string cost_text(const Json& sums) {
  const auto cost = sums.find("cost");
  if (cost == sums.end() || !cost->is_number()) return "no price";
  const bool part = number_in(sums, "unpriced_tokens") > 0;
  return (part ? "> " : "") + dollars(cost->get<double>(), 2);
}

std::string name_of(const Json& group, const std::string& by) {
  if (by == "project") return text_in(group, "name");
  if (by == "session")
    return text_in(group, "project_name") + '#' +
           std::to_string(number_in(group, "session_number")) + ' ' + text_in(group, "title");
  const std::string key = text_in(group, "key");
  return key.empty() ? "unknown" : key;
}

void add_sums(Table& table, const std::string& name, const Json& sums) {
  table.add({grouped(number_in(sums, "messages")), grouped(number_in(sums, "input_tokens")),
             grouped(number_in(sums, "output_tokens")),
             grouped(number_in(sums, "cache_creation_input_tokens")),
             grouped(number_in(sums, "cache_read_input_tokens")), cost_text(sums), name});
}

void print_cost(Desk& desk, const Json& data, const std::string& by) {
  const Json& groups = list_in(data, "groups");
  if (groups.empty()) {
    desk.out.line("No transcript that was imported tells of tokens.");
    return;
  }
  std::string heading = by;
  for (char& c : heading) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  Table table({{"ANSWERS", Align::right},
               {"INPUT", Align::right},
               {"OUTPUT", Align::right},
               {"CACHE WRITE", Align::right},
               {"CACHE READ", Align::right},
               {"USD", Align::right},
               {heading}});
  for (const Json& group : groups) add_sums(table, name_of(group, by), group);
  add_sums(table, "total", object_in(data, "total"));
  table.print(desk.out);
  desk.out.line();
  const std::int64_t unpriced = number_in(object_in(data, "total"), "unpriced_tokens");
  if (unpriced > 0)
    desk.out.line(grouped(unpriced) +
                  " tokens are of models without a price: baton stats --price MODEL=INPUT/OUTPUT");
  desk.out.line("Prices of " + text_in(data, "prices_as_of") + ". " + text_in(data, "note"));
}

Error bad_price(const std::string& word) {
  return {Fault::invalid, "invalid_price",
          "--price " + word +
              " must be MODEL=INPUT/OUTPUT[/CACHE WRITE/CACHE READ] in US dollars "
              "per million tokens, as in my-model=1.5/6.",
          "price"};
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

Result<Json> price_of_word(const std::string& word) {
  constexpr std::array kMembers{"input", "output", "cache_write", "cache_read"};
  const auto equals = word.rfind('=');
  if (equals == std::string::npos || equals == 0) return std::unexpected(bad_price(word));
  Json price = {{"model", word.substr(0, equals)}};
  std::string_view rest = std::string_view(word).substr(equals + 1);
  for (std::size_t i = 0;; ++i) {
    const auto slash = rest.find('/');
    const auto number = number_of(rest.substr(0, slash));
    if (i == kMembers.size() || !number) return std::unexpected(bad_price(word));
    price[kMembers.at(i)] = *number;
    if (slash == std::string_view::npos && i != 1 && i != 3)
      return std::unexpected(bad_price(word));
    if (slash == std::string_view::npos) return price;
    rest.remove_prefix(slash + 1);
  }
}

/// The person's own prices with what the words change.
Result<Json> changed_prices(const Json& own, const CostWords& words) {
  Json list = own;
  const auto drop = [&](const std::string& model) {
    Json kept = Json::array();
    for (const Json& price : list)
      if (text_in(price, "model") != model) kept.push_back(price);
    const bool found = kept.size() < list.size();
    list = std::move(kept);
    return found;
  };
  for (const std::string& model : words.dropped)
    if (!drop(model))
      return fail(
          Fault::not_found, "unknown_price",
          "There is no price of your own for " + model + "; baton stats --prices lists them.");
  for (const std::string& word : words.prices) {
    TRY(Json price, price_of_word(word));
    drop(text_in(price, "model"));
    list.push_back(std::move(price));
  }
  return list;
}

void add_prices(Table& table, const Json& prices, const char* source) {
  for (const Json& price : prices)
    table.add({dollars(real_in(price, "input"), 3), dollars(real_in(price, "output"), 3),
               dollars(real_in(price, "cache_write"), 3), dollars(real_in(price, "cache_read"), 3),
               source, text_in(price, "model")});
}

}  // namespace

Result<int> stats_cost(Desk& desk, const CostWords& words) {
  std::string owner;
  if (!words.all) {
    const auto project = current_project(desk);
    if (!project && project.error().code != "no_project") return std::unexpected(project.error());
    if (project) owner = project->uid;
  }
  TRY(const Answer answer,
      desk.api.get(target(
          "/api/usage",
          {{"by", words.by}, {"project", owner}, {"since", words.since}, {"until", words.until}})));
  if (!printed_as_json(desk, answer)) print_cost(desk, answer.data(), words.by);
  return 0;
}

Result<int> stats_prices(Desk& desk, const CostWords& words) {
  TRY(Answer answer, desk.api.get("/api/prices"));
  if (!words.prices.empty() || !words.dropped.empty()) {
    TRY(const Json own, changed_prices(list_in(answer.data(), "own"), words));
    TRY(answer, desk.api.patch("/api/prices", {{"own", own}}));
  }
  if (printed_as_json(desk, answer)) return 0;
  Table table({{"INPUT", Align::right},
               {"OUTPUT", Align::right},
               {"CACHE WRITE", Align::right},
               {"CACHE READ", Align::right},
               {"WHOSE"},
               {"MODEL"}});
  add_prices(table, list_in(answer.data(), "own"), "yours");
  add_prices(table, list_in(answer.data(), "built_in"), "built in");
  table.print(desk.out);
  desk.out.line();
  desk.out.line("US dollars per million tokens; built-in list prices of " +
                text_in(answer.data(), "as_of") +
                ". A name stands for all that begin with it; yours go before the built-in ones.");
  return 0;
}

}  // namespace baton::cli
