#include "core/usage/usage.hpp"

#include <array>
#include <cmath>

#include "core/base/time.hpp"
#include "core/http/answer.hpp"
#include "core/projects/named.hpp"
#include "core/store/read.hpp"
#include "core/usage/prices.hpp"

namespace baton::usage {
namespace {

/// What groups are made by: the key, and an object that says more of it.
struct Dimension {
  std::string_view word;
  std::string_view key;
  std::string_view about;
};

constexpr std::array kDimensions = std::to_array<Dimension>({
    {"model", "u.model", "'{}'"},
    {"day", "substr(u.at, 1, 10)", "'{}'"},
    {"project", "p.id", "json_object('uid', p.uid, 'name', p.name)"},
    {"session", "s.id",
     "json_object('uid', s.uid, 'session_number', n.session_number, 'title', s.title, "
     "'started_at', s.started_at, 'project_id', p.id, 'project_name', p.name)"},
});

constexpr std::string_view kNote =
    "Cost is what the tokens would cost at the list prices; a subscription is not billed by "
    "tokens.";

struct Filter {
  std::string sql;
  std::vector<Value> values;
  std::vector<Statement> lookups;     ///< of what the request names
  std::vector<const char*> expected;  ///< what each of them looks for
};

/// A time of the query as the transcripts' times are written.
Result<std::string> instant_argument(const Request& request, const char* name) {
  const std::string_view text = request.argument(name);
  if (text.empty()) return std::string();
  const auto instant = from_iso8601(text);
  if (!instant)
    return fail(Fault::invalid, "invalid_field", std::string(name) + " must be a time in ISO 8601.",
                name);
  return to_iso8601(*instant);
}

void add_condition(Filter& filter, const std::string& condition, Value value) {
  filter.values.push_back(std::move(value));
  filter.sql += " AND " + condition + " ?" + std::to_string(filter.values.size());
}

std::string id_in(const std::string& table, const Key& key, const std::string& parameter) {
  if (table == "projects") return id_of_project(key, parameter);
  return "(SELECT id FROM " + table + " WHERE " + key.column + " = " + parameter + ")";
}

Result<bool> add_thing(Filter& filter, const Request& request, const char* name,
                       const std::string& table, const std::string& alias) {
  const std::string_view sent = request.argument(name);
  if (sent.empty()) return false;
  TRY(const Key key, key_of(sent, name));
  filter.lookups.push_back(
      {"SELECT id FROM " + table + " WHERE id = " + id_in(table, key, "?1") + " AND deleted = 0",
       {key.value}});
  filter.expected.push_back(name);
  filter.values.push_back(key.value);
  filter.sql +=
      " AND " + alias + ".id = " + id_in(table, key, "?" + std::to_string(filter.values.size()));
  return true;
}

Result<Filter> filter_of(const Request& request) {
  Filter filter;
  TRY(const bool project, add_thing(filter, request, "project", "projects", "p"));
  TRY(const bool session, add_thing(filter, request, "session", "sessions", "s"));
  static_cast<void>(project || session);
  TRY(const std::string since, instant_argument(request, "since"));
  TRY(const std::string until, instant_argument(request, "until"));
  if (!since.empty()) add_condition(filter, "u.at >=", since);
  if (!until.empty()) add_condition(filter, "u.at <", until);
  if (const std::string_view model = request.argument("model"); !model.empty())
    add_condition(filter, "u.model =", std::string(model));
  return filter;
}

Statement select_usage(const Dimension& dimension, const Filter& filter) {
  return {"SELECT " + std::string(dimension.key) + " AS key, u.model AS model_name, " +
              std::string(dimension.about) +
              " AS about, count(*) AS messages, sum(u.input_tokens) AS input, "
              "sum(u.output_tokens) AS output, sum(u.cache_creation_input_tokens) AS cache_write, "
              "sum(u.cache_read_input_tokens) AS cache_read FROM message_usage u "
              "JOIN sessions s ON s.id = u.session_id AND s.deleted = 0 "
              "JOIN projects p ON p.id = s.project_id AND p.deleted = 0 "
              "LEFT JOIN session_numbers n ON n.session_id = s.id WHERE 1 = 1" +
              filter.sql + " GROUP BY 1, 2 ORDER BY 1, 2",
          filter.values};
}

std::int64_t tokens_of(const Usage& usage) {
  return usage.input_tokens + usage.output_tokens + usage.cache_creation_input_tokens +
         usage.cache_read_input_tokens;
}

/// What some answers took together.
struct Sum {
  std::int64_t messages = 0;
  Usage usage;
  double cost = 0;
  bool priced = false;
  std::int64_t unpriced = 0;

  void add(std::int64_t count, const Usage& more, const Price* price) {
    messages += count;
    usage.input_tokens += more.input_tokens;
    usage.output_tokens += more.output_tokens;
    usage.cache_creation_input_tokens += more.cache_creation_input_tokens;
    usage.cache_read_input_tokens += more.cache_read_input_tokens;
    if (!price) unpriced += tokens_of(more);
    if (price) cost += cost_of(more, *price);
    priced = priced || price;
  }

  void write(Json& json) const {
    json["messages"] = messages;
    json["input_tokens"] = usage.input_tokens;
    json["output_tokens"] = usage.output_tokens;
    json["cache_creation_input_tokens"] = usage.cache_creation_input_tokens;
    json["cache_read_input_tokens"] = usage.cache_read_input_tokens;
    json["cost"] = priced ? Json(std::round(cost * 1e6) / 1e6) : Json();
    json["unpriced_tokens"] = unpriced;
  }
};

Json key_json(const Row& row) {
  if (const auto* number = std::get_if<std::int64_t>(&row.front())) return *number;
  return text_at(row, 0);
}

Json groups_of(const Rows& rows, const std::vector<Price>& own, Sum& total) {
  Json groups = Json::array();
  Sum sum;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const Usage usage{integer_at(row, 4), integer_at(row, 5), integer_at(row, 6),
                      integer_at(row, 7)};
    const Price* price = price_of(text_at(row, 1), own);
    sum.add(integer_at(row, 3), usage, price);
    total.add(integer_at(row, 3), usage, price);
    if (i + 1 < rows.size() && rows[i + 1][0] == row[0]) continue;
    Json group = {{"key", key_json(row)}};
    if (auto about = parse_json(text_at(row, 2)); about && about->is_object()) group.update(*about);
    sum.write(group);
    groups.push_back(std::move(group));
    sum = {};
  }
  return groups;
}

Result<const Dimension*> dimension_of(const Request& request) {
  const std::string_view asked = request.argument("by");
  for (const Dimension& dimension : kDimensions)
    if (asked == dimension.word || (asked.empty() && dimension.word == "model")) return &dimension;
  return fail(Fault::invalid, "invalid_field", "by must be model, project, session or day.", "by");
}

}  // namespace

Task<Result<Response>> show(Context& /*context*/, Request request) {
  CO_CHECK(const Dimension* dimension, dimension_of(request));
  CO_CHECK(Filter filter, filter_of(request));
  std::vector<Statement> statements;
  statements.push_back(select_usage(*dimension, filter));
  statements.push_back(select_own_prices());
  for (Statement& lookup : filter.lookups) statements.push_back(std::move(lookup));
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  for (std::size_t i = 0; i < filter.expected.size(); ++i)
    if (rows[2 + i].empty())
      co_return std::unexpected(
          unknown(filter.expected[i], std::string(request.argument(filter.expected[i]))));
  Sum total;
  Json data = {{"by", dimension->word}, {"groups", groups_of(rows[0], own_prices(rows[1]), total)}};
  data["total"] = Json::object();
  total.write(data["total"]);
  data["currency"] = "USD";
  data["prices_as_of"] = kPricesAsOf;
  data["note"] = kNote;
  co_return answer(to_text(data));
}

}  // namespace baton::usage
