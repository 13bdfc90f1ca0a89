#include <array>
#include <cmath>

#include "core/base/json.hpp"
#include "core/base/text.hpp"

namespace baton {
namespace {

void append_json(std::string& text, const Json& json);

void append_string(std::string& text, const std::string& value) {
  std::int64_t replaced = 0;
  if (first_invalid_utf8(value) == std::string_view::npos)
    append_quoted(text, value);
  else
    append_quoted(text, repaired_utf8(value, replaced));
}

/// The shortest digits that read back to the same number; null for what JSON cannot say.
void append_real(std::string& text, double number) {
  std::array<char, 64> room{};
  if (!std::isfinite(number))
    text += "null";
  else
    text.append(room.data(),
                nlohmann::detail::to_chars(room.data(), room.data() + room.size(), number));
}

void append_array(std::string& text, const Json::array_t& elements) {
  char before = '[';
  for (const Json& element : elements) {
    text += before;
    append_json(text, element);
    before = ',';
  }
  text += elements.empty() ? "[]" : "]";
}

void append_object(std::string& text, const Json::object_t& members) {
  char before = '{';
  for (const auto& [name, value] : members) {
    text += before;
    append_string(text, name);
    text += ':';
    append_json(text, value);
    before = ',';
  }
  text += members.empty() ? "{}" : "}";
}

void append_json(std::string& text, const Json& json) {
  if (const auto* members = json.get_ptr<const Json::object_t*>())
    append_object(text, *members);
  else if (const auto* elements = json.get_ptr<const Json::array_t*>())
    append_array(text, *elements);
  else if (const auto* string = json.get_ptr<const std::string*>())
    append_string(text, *string);
  else if (const auto* boolean = json.get_ptr<const bool*>())
    text += *boolean ? "true" : "false";
  else if (const auto* natural = json.get_ptr<const std::uint64_t*>())
    text += std::to_string(*natural);
  else if (const auto* whole = json.get_ptr<const std::int64_t*>())
    text += std::to_string(*whole);
  else if (const auto* real = json.get_ptr<const double*>())
    append_real(text, *real);
  else
    text += "null";
}

/// What follows the backslash in the short escapes of JSON; 0 if `c` has none.
char short_escape(char c) {
  constexpr std::string_view kCharacters = "\"\\\b\f\n\r\t";
  const std::size_t which = kCharacters.find(c);
  return which == std::string_view::npos ? '\0' : "\"\\bfnrt"[which];
}

}  // namespace

std::string to_text(const Json& json) {
  std::string text;
  append_json(text, json);
  return text;
}

void append_quoted(std::string& json, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  json += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    json.append(text, start, i - start);
    start = i + 1;
    json += '\\';
    if (const char name = short_escape(text[i]))
      json += name;
    else
      json.append("u00").append(1, kHex[c >> 4]).append(1, kHex[c & 15]);
  }
  json.append(text, start);
  json += '"';
}

std::string json_quoted(std::string_view text) {
  std::string json;
  append_quoted(json, text);
  return json;
}

}  // namespace baton
