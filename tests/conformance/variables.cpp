#include "tests/conformance/variables.hpp"

#include "core/base/text.hpp"

namespace baton::conformance {
namespace {

std::string text_of(const Json& json) {
  const auto* text = json.get_ptr<const Json::string_t*>();
  return text ? *text : to_text(json);
}

std::int64_t whole_of(const Json& json) { return whole_number(text_of(json)).value_or(0); }

/// The value of `name`, `name+1`, `name-1` or `name:text`.
Json value_of(std::string_view expression, const Variables& variables) {
  const std::size_t end = expression.find_first_of("+-:");
  const auto found = variables.find(expression.substr(0, end));
  if (found == variables.end()) return "{{" + std::string(expression) + "}} is unknown";
  if (end == std::string_view::npos) return found->second;
  const std::string_view operand = expression.substr(end + 1);
  if (expression[end] == ':') return text_of(found->second);
  const std::int64_t count = whole_number(operand).value_or(0);
  return whole_of(found->second) + (expression[end] == '-' ? -count : count);
}

Json expanded_text(std::string_view text, const Variables& variables) {
  std::string whole;
  for (std::size_t at = 0;;) {
    const std::size_t open = text.find("{{", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return whole + std::string(text.substr(at));
    Json value = value_of(text.substr(open + 2, close - open - 2), variables);
    if (open == 0 && close + 2 == text.size()) return value;
    whole += std::string(text.substr(at, open - at)) + text_of(value);
    at = close + 2;
  }
}

std::string repeated(std::string_view text, std::int64_t times) {
  std::string whole;
  whole.reserve(text.size() * static_cast<std::size_t>(times));
  for (; times > 0; --times) whole += text;
  return whole;
}

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}

Json times_of(const Json& json, const Variables& variables) {
  return expanded(json.value("times", Json(1)), variables);
}

Json expanded_array(const Json& object, const Variables& variables) {
  Variables inner = variables;
  Json array = Json::array();
  const std::int64_t times = whole_of(times_of(object, variables));
  for (std::int64_t i = 1; i <= times; ++i) {
    inner["index"] = i;
    array.push_back(expanded(object["<array>"], inner));
  }
  return array;
}

/// A text that names `{{index}}` is expanded anew each time.
std::string repeated_part(const Json& text, std::int64_t times, const Variables& variables) {
  if (to_text(text).find("{{index") == std::string::npos)
    return repeated(text_of(expanded(text, variables)), times);
  Variables inner = variables;
  std::string whole;
  for (std::int64_t i = 1; i <= times; ++i) {
    inner["index"] = i;
    whole += text_of(expanded(text, inner));
  }
  return whole;
}

std::string part(const Json& json, const Variables& variables) {
  if (!json.is_object()) return text_of(expanded(json, variables));
  if (json.contains("hex")) return from_hex(json["hex"].get<std::string>());
  return repeated_part(json["repeat"], whole_of(times_of(json, variables)), variables);
}

}  // namespace

Json expanded(const Json& value, const Variables& variables) {
  if (const auto* text = value.get_ptr<const Json::string_t*>())
    return expanded_text(*text, variables);
  if (value.is_array()) {
    Json array = Json::array();
    for (const Json& element : value) array.push_back(expanded(element, variables));
    return array;
  }
  if (!value.is_object()) return value;
  if (value.contains("<array>")) return expanded_array(value, variables);
  if (value.contains("<repeat>"))
    return repeated(text_of(expanded(value["<repeat>"], variables)),
                    whole_of(times_of(value, variables)));
  Json object = Json::object();
  for (const auto& [name, member] : value.items())
    object[text_of(expanded_text(name, variables))] = expanded(member, variables);
  return object;
}

std::string joined_parts(const Json& parts, const Variables& variables) {
  if (!parts.is_array()) return part(parts, variables);
  std::string whole;
  for (const Json& json : parts) whole += part(json, variables);
  return whole;
}

Json values_at(const Json& json, std::string_view pointer) {
  if (pointer.empty()) return Json::array({json});
  const std::size_t end = pointer.find('/', 1);
  const std::string name(pointer.substr(1, end == std::string_view::npos ? end : end - 1));
  const std::string_view rest = end == std::string_view::npos ? "" : pointer.substr(end);
  Json values = Json::array();
  const auto take = [&](const Json& child) {
    for (const Json& value : values_at(child, rest)) values.push_back(value);
  };
  const auto index = whole_number(name);
  if (name == "*" && json.is_array()) {
    for (const Json& element : json) take(element);
  } else if (json.is_object() && json.contains(name)) {
    take(json[name]);
  } else if (json.is_array() && index && *index >= 0 &&
             static_cast<std::size_t>(*index) < json.size()) {
    take(json[static_cast<std::size_t>(*index)]);
  }
  return values;
}

}  // namespace baton::conformance
