#include "tests/support/store.hpp"

#include "tests/catch.hpp"

namespace baton::test {
namespace {

native::Database open_in_memory() {
  auto database = native::Database::open(":memory:");
  REQUIRE(database);
  return *std::move(database);
}

}  // namespace

Store::Store() : database_(open_in_memory()) {}

Json Store::call(std::string method, std::string target, const Json& body) {
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  if (!body.is_null()) request.body = to_text(body);
  return send(std::move(request));
}

Json Store::send(Request request) {
  last_ = native::call(database_, context_, std::move(request));
  auto json = parse_json(last_.body);
  REQUIRE(json);
  return *std::move(json);
}

std::string to_string(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* real = std::get_if<double>(&value)) return std::to_string(*real);
  return "NULL";
}

std::vector<std::string> Store::rows(std::string sql) {
  auto reply = run({{std::move(sql), {}}});
  REQUIRE(reply);
  std::vector<std::string> lines;
  for (const Row& row : reply->front()) {
    std::string& line = lines.emplace_back();
    for (const Value& value : row) line += (&value == row.data() ? "" : "|") + to_string(value);
  }
  return lines;
}

Batch::Reply Store::run(std::vector<Statement> statements) {
  return database_.run(Batch{std::move(statements)});
}

}  // namespace baton::test
