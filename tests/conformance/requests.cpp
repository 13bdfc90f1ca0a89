#include "tests/conformance/requests.hpp"

#include <random>

#include "core/base/uuid.hpp"

namespace baton::conformance {
namespace {

std::string random_bytes(std::size_t count) {
  static std::random_device device;
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>(device());
  return bytes;
}

Json fresh(const Json& value) {
  if (value == "<uid>") return uuid_of_name(random_bytes(16));
  if (value != "<word>") return value;
  std::string word;
  for (const char byte : random_bytes(16))
    word += static_cast<char>('a' + static_cast<unsigned char>(byte) % 26);
  return word;
}

std::string to_word(const Json& json) {
  const auto* text = json.get_ptr<const Json::string_t*>();
  return text ? *text : "";
}

}  // namespace

Variables variables_of(const Json& one) {
  Variables variables;
  for (const auto& [name, value] : one.value("let", Json::object()).items())
    variables[name] = fresh(value);
  for (const auto& [name, value] : one.value("scale", Json::object()).items())
    variables[name] = value;
  return variables;
}

Request request_of(const Json& asked, const Variables& variables) {
  Request request;
  request.method = to_word(expanded(asked.value("method", Json("GET")), variables));
  request.target = joined_parts(asked.value("target", Json("/")), variables);
  if (asked.contains("raw")) request.body = joined_parts(asked["raw"], variables);
  if (asked.contains("body")) request.body = to_text(expanded(asked["body"], variables));
  const Json headers = expanded(asked.value("headers", Json::object()), variables);
  if (!headers.contains("Content-Type") && !request.body.empty())
    request.headers.emplace_back("Content-Type", "application/json");
  for (const auto& [name, value] : headers.items())
    if (value.is_string()) request.headers.emplace_back(name, value.get<std::string>());
  return request;
}

std::string percent_encoded(const std::string& text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string safe;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    safe += '%';
    safe += kHex[byte >> 4];
    safe += kHex[byte & 15];
  }
  return safe;
}

}  // namespace baton::conformance
