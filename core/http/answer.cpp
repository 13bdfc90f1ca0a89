#include "core/http/answer.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/base/uuid.hpp"

namespace baton {
namespace {

constexpr const char* kRetryAfter = "5";  // seconds

constexpr std::pair<Fault, int> kStatuses[] = {
    {Fault::invalid, 400},   {Fault::unauthorized, 401}, {Fault::forbidden, 403},
    {Fault::not_found, 404}, {Fault::method, 405},       {Fault::conflict, 409},
    {Fault::too_large, 413}, {Fault::media_type, 415},   {Fault::unprocessable, 422},
    {Fault::rate, 429},      {Fault::internal, 500},     {Fault::unavailable, 503},
};

int status_of(Fault fault) {
  const auto* found = std::ranges::find(kStatuses, fault, &std::pair<Fault, int>::first);
  return found == std::end(kStatuses) ? 500 : found->second;
}

}  // namespace

Fault fault_of(int status) {
  const auto* found = std::ranges::find(kStatuses, status, &std::pair<Fault, int>::second);
  if (found != std::end(kStatuses)) return found->first;
  if (status == 502 || status == 504) return Fault::unavailable;
  return status < 500 ? Fault::invalid : Fault::internal;
}

Response answer(std::string_view data, std::string_view more) {
  Response response;
  response.headers.emplace_back("Content-Type", "application/json");
  response.body.reserve(data.size() + more.size() + 32);
  response.body = R"({"success":true,)";
  if (!more.empty()) response.body.append(more).append(",");
  response.body.append(R"("data":)").append(data).append("}");
  return response;
}

Response answer_error(const Error& error) {
  Response response;
  response.status = status_of(error.fault);
  response.headers.emplace_back("Content-Type", "application/json");
  if (response.status == 429) response.headers.emplace_back("Retry-After", "10");
  if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (response.status == 503) response.headers.emplace_back("Retry-After", kRetryAfter);
  response.body = R"({"success":false,"error":)" + to_text(Json(error.message)) + R"(,"code":)" +
                  json_quoted(error.code);
  if (!error.field.empty()) response.body += R"(,"field":)" + to_text(Json(error.field));
  response.body += '}';
  return response;
}

const std::string& text_at(const Row& row, std::size_t column) {
  static const std::string empty;
  const auto* text = column < row.size() ? std::get_if<std::string>(&row[column]) : nullptr;
  return text ? *text : empty;
}

std::int64_t integer_at(const Row& row, std::size_t column) {
  if (column >= row.size()) return 0;
  if (const auto* number = std::get_if<std::int64_t>(&row[column])) return *number;
  const auto* real = std::get_if<double>(&row[column]);
  return real ? static_cast<std::int64_t>(*real) : 0;
}

namespace {

void append_row(std::string& json, const Row& row, std::size_t columns) {
  json += text_at(row, 0);
  for (std::size_t i = 1; i < columns; ++i) {
    json.back() = ',';
    json.append(std::string_view(text_at(row, i)).substr(1));
  }
}

}  // namespace

std::string row_json(const Row& row) {
  std::string json;
  append_row(json, row, row.size());
  return json;
}

std::string rows_json(const Rows& rows, bool cursors) {
  std::string json = "[";
  for (const Row& row : rows) {
    if (json.size() > 1) json += ',';
    append_row(json, row, row.size() - (cursors ? 1 : 0));
  }
  return json + "]";
}

Result<Json> body_of(const Request& request) {
  if (trimmed(request.body).empty())
    return fail(Fault::invalid, "missing_body", "A JSON object is expected in the body.");
  TRY(Json json, parse_json(request.body));
  if (!json.is_object())
    return fail(Fault::invalid, "not_an_object", "The body must be a JSON object.");
  return json;
}

Result<Key> key_of(std::string_view id, std::string_view field) {
  if (const auto number = whole_number(id); number && *number > 0) return Key{"id", *number};
  if (is_uuid(lowered(id))) return Key{"uid", lowered(id)};
  return fail(Fault::invalid, "invalid_id",
              std::string(field) + " must be an id (a positive whole number) or a uid.",
              std::string(field));
}

Result<std::int64_t> number_argument(const Request& request, std::string_view name,
                                     std::int64_t otherwise, std::int64_t least,
                                     std::int64_t most) {
  const std::string_view text = request.argument(name);
  if (text.empty()) return otherwise;
  const auto number = whole_number(text);
  if (number && *number >= least && *number <= most) return *number;
  return fail(Fault::invalid, "invalid_field",
              std::string(name) + " must be a whole number from " + std::to_string(least) + " to " +
                  std::to_string(most) + ".",
              std::string(name));
}

Result<Page> page_of(const Request& request, std::int64_t most) {
  Page page;
  page.cursor = request.argument("cursor");
  TRY(page.limit, number_argument(request, "limit", page.cursor.empty() ? -1 : most, 1, most));
  return page;
}

Response answer_page(Rows rows, const Page& page) {
  const auto size = static_cast<std::int64_t>(rows.size());
  if (page.limit < 0 || size <= page.limit) return answer(rows_json(rows, !page.whole()));
  rows.resize(static_cast<std::size_t>(page.limit));
  return answer(rows_json(rows, true),
                R"("next_cursor":)" + json_quoted(text_at(rows.back(), rows.back().size() - 1)));
}

}  // namespace baton
