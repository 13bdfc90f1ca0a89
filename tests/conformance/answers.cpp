#include "tests/conformance/answers.hpp"

#include "core/base/text.hpp"
#include "tests/conformance/matcher.hpp"

namespace baton::conformance {
namespace {

std::string difference_in_headers(const Json& expected, const Response& response) {
  Json present = Json::object();
  for (const auto& [name, value] : response.headers) present[lowered(name)] = value;
  Json wanted = Json::object();
  for (const auto& [name, value] : expected.items()) wanted[lowered(name)] = value;
  return difference(wanted, present, "headers");
}

bool is_snake_case(const Json& json) {
  const auto* text = json.get_ptr<const Json::string_t*>();
  return text && !text->empty() &&
         text->find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

/// What holds for every response, whatever a case expects.
std::string difference_in_envelope(const Json& body, int status) {
  if (status < 400) return difference({{"success", true}, {"data", "<any>"}}, body);
  if (!body.is_object() || !is_snake_case(body.value("code", Json())))
    return "code: expected a snake_case word, got " + to_text(body);
  if (body.contains("field") && !body["field"].is_string()) return "field: expected a string";
  return difference({{"success", false}, {"error", "<text>"}}, body);
}

}  // namespace

std::string difference_in_head(const Json& step, const Response& response,
                               const Variables& variables) {
  static const Json kJson = {{"Content-Type", "application/json<any>"}};
  const Json expect = step.value("expect", Json::object());
  const std::string fault =
      difference(expanded(expect.value("status", Json(200)), variables), response.status, "status");
  if (!fault.empty()) return fault + ": " + std::string(cut(response.body, 300));
  return difference_in_headers(expanded(expect.value("headers", kJson), variables), response);
}

std::string difference_in_body(const Json& step, const Json& body, int status,
                               const Variables& variables) {
  if (!step.value("plain", false) && !step.value("text", false))
    if (std::string fault = difference_in_envelope(body, status); !fault.empty()) return fault;
  const Json expect = step.value("expect", Json::object());
  return expect.contains("body") ? difference(expanded(expect["body"], variables), body) : "";
}

}  // namespace baton::conformance
