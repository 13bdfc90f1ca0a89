#include "core/base/json.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/text.hpp"
#include "core/base/uuid.hpp"

namespace baton {
namespace {

constexpr int kDeepest = 128;

/// The offset at which arrays and objects nest deeper than allowed, or npos.
std::size_t too_deep_at(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepest) return i;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return std::string_view::npos;
}

bool has_nul(const Json& json) {
  if (const auto* text = json.get_ptr<const Json::string_t*>())
    return text->find('\0') != std::string::npos;
  if (json.is_object()) {
    return std::any_of(json.items().begin(), json.items().end(), [](const auto& item) {
      return item.key().find('\0') != std::string::npos || has_nul(item.value());
    });
  }
  return json.is_array() && std::any_of(json.begin(), json.end(), has_nul);
}

std::string joined(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + '.' + std::string(name);
}

std::optional<std::int64_t> whole_of(const Json& json) {
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (const auto* real = json.get_ptr<const Json::number_float_t*>()) {
    if (std::abs(*real) < 9e15 && *real == std::floor(*real))
      return static_cast<std::int64_t>(*real);
    return std::nullopt;
  }
  const auto* text = json.get_ptr<const Json::string_t*>();
  return text ? whole_number(*text) : std::nullopt;
}

/// A number, or a string that holds one as JSON writes it; NaN if it is neither.
double real_of(const Json& json) {
  if (json.is_number()) return json.get<double>();
  const auto* text = json.get_ptr<const Json::string_t*>();
  if (!text || text->size() > 64) return NAN;
  const Json inner = Json::parse(*text, nullptr, false);
  return inner.is_number() ? inner.get<double>() : NAN;
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  if (const auto at = first_invalid_utf8(text); at != std::string_view::npos)
    return fail(Fault::invalid, "invalid_utf8",
                "The body is not valid UTF-8 at byte " + std::to_string(at) + ".");
  // The parser takes a NUL byte for the end of the text, whatever follows.
  if (text.find('\0') != std::string_view::npos)
    return fail(Fault::invalid, "nul_character", "The JSON holds a NUL byte.");
  if (const auto at = too_deep_at(text); at != std::string_view::npos)
    return fail(Fault::invalid, "nesting_too_deep",
                "The JSON nests deeper than " + std::to_string(kDeepest) + " levels at byte " +
                    std::to_string(at) + ".");
  std::size_t consumed = 0;
  struct Position : nlohmann::detail::json_sax_dom_parser<Json> {
    using Base = nlohmann::detail::json_sax_dom_parser<Json>;
    std::size_t& at;
    Position(Json& json, std::size_t& position) : Base(json, false), at(position) {}
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
      at = position;
      return false;
    }
  };
  Json json;
  Position sax(json, consumed);
  if (!Json::sax_parse(text.begin(), text.end(), &sax))
    return fail(Fault::invalid, "malformed_json",
                "The JSON is malformed at byte " + std::to_string(consumed) + ".");
  if (has_nul(json))
    return fail(Fault::invalid, "nul_character", "The JSON holds a NUL character (\\u0000).");
  return json;
}

std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
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
    if (c == '\n')
      json += 'n';
    else if (c >= 0x20)
      json += text[i];
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

Decoder::Decoder(const Json& object, std::string path) : object_(object), path_(std::move(path)) {
  if (!object.is_object())
    error_ = Error{Fault::invalid, "not_an_object",
                   (path_.empty() ? "The body" : path_) + " must be a JSON object.", path_};
}

const Json* Decoder::find(std::string_view name) const {
  if (!object_.is_object()) return nullptr;
  const auto at = object_.find(name);
  return at == object_.end() || at->is_null() ? nullptr : &*at;
}

bool Decoder::has(std::string_view name) const { return find(name) != nullptr; }

void Decoder::refuse(std::string_view name, std::string message, std::string code) {
  if (!error_)
    error_ = Error{Fault::invalid, std::move(code), std::move(message), joined(path_, name)};
}

void Decoder::check_length(std::string_view name, std::string_view value, Length length) {
  const std::string field = joined(path_, name);
  if (value.size() < length.least || (length.least > 0 && trimmed(value).empty()))
    refuse(name, field + " must not be empty.", "too_short");
  else if (value.size() > length.most)
    refuse(name, field + " must be at most " + std::to_string(length.most) + " bytes long.",
           "too_long");
}

std::string Decoder::text(std::string_view name, Length length) {
  if (!find(name)) {
    refuse(name, joined(path_, name) + " is required.", "missing_field");
    return {};
  }
  return text_or(name, {}, length);
}

std::string Decoder::text_or(std::string_view name, std::string otherwise, Length length) {
  const Json* value = find(name);
  if (!value) return otherwise;
  const auto* text = value->get_ptr<const Json::string_t*>();
  if (text)
    check_length(name, *text, length);
  else
    refuse(name, joined(path_, name) + " must be a string.");
  return text ? *text : otherwise;
}

std::int64_t Decoder::integer(std::string_view name, std::int64_t least, std::int64_t most) {
  if (!find(name)) refuse(name, joined(path_, name) + " is required.", "missing_field");
  return integer_or(name, least, least, most);
}

std::int64_t Decoder::integer_or(std::string_view name, std::int64_t otherwise, std::int64_t least,
                                 std::int64_t most) {
  const Json* value = find(name);
  if (!value) return otherwise;
  const auto number = whole_of(*value);
  if (number && *number >= least && *number <= most) return *number;
  refuse(name, joined(path_, name) + " must be a whole number from " + std::to_string(least) +
                   " to " + std::to_string(most) + ".");
  return otherwise;
}

double Decoder::number_or(std::string_view name, double otherwise, double least, double most) {
  const Json* value = find(name);
  if (!value) return otherwise;
  const double number = real_of(*value);
  if (number >= least && number <= most) return number;
  refuse(name, joined(path_, name) + " must be a number from " + to_text(Json(least)) + " to " +
                   to_text(Json(most)) + ".");
  return otherwise;
}

bool Decoder::boolean_or(std::string_view name, bool otherwise) {
  const Json* value = find(name);
  if (!value) return otherwise;
  if (const auto* boolean = value->get_ptr<const Json::boolean_t*>()) return *boolean;
  refuse(name, joined(path_, name) + " must be true or false.");
  return otherwise;
}

std::string Decoder::id(std::string_view name) {
  const Json* value = find(name);
  if (!value) {
    refuse(name, joined(path_, name) + " is required.", "missing_field");
    return {};
  }
  if (const auto number = whole_of(*value); number && *number > 0) return std::to_string(*number);
  const auto* text = value->get_ptr<const Json::string_t*>();
  if (text && is_uuid(lowered(*text))) return lowered(*text);
  refuse(name, joined(path_, name) + " must be an id (a positive whole number) or a uid.");
  return {};
}

std::string Decoder::word_or(std::string_view name, std::string otherwise,
                             std::initializer_list<std::string_view> words) {
  if (!find(name)) return otherwise;
  std::string value = text_or(name, {}, {});
  std::string list;
  for (std::string_view word : words) {
    if (word == value) return value;
    list += (list.empty() ? "" : ", ") + std::string(word);
  }
  refuse(name, joined(path_, name) + " must be one of " + list + ".");
  return otherwise;
}

std::vector<std::string> Decoder::texts_or_empty(std::string_view name, std::size_t most_items,
                                                 Length length) {
  std::vector<std::string> texts;
  const Json* value = find(name);
  if (!value) return texts;
  if (const auto* text = value->get_ptr<const Json::string_t*>()) {
    for (std::string_view line : lines_of(*text))
      if (!trimmed(line).empty()) texts.emplace_back(trimmed(line));
    for (const std::string& line : texts) check_length(name, line, length);
  } else if (const Json* items = array(name, most_items)) {
    for (std::size_t i = 0; i < items->size() && !error_; ++i) {
      const auto* item = (*items)[i].get_ptr<const Json::string_t*>();
      const std::string element = std::string(name) + "[" + std::to_string(i) + "]";
      if (!item)
        refuse(element, joined(path_, element) + " must be a string.");
      else if (check_length(element, *item, length); !trimmed(*item).empty())
        texts.emplace_back(trimmed(*item));
    }
  }
  if (texts.size() > most_items)
    refuse(name,
           joined(path_, name) + " must have at most " + std::to_string(most_items) + " items.",
           "too_many");
  return texts;
}

const Json* Decoder::array(std::string_view name, std::size_t most_items) {
  const Json* value = find(name);
  if (!value) {
    refuse(name, joined(path_, name) + " is required.", "missing_field");
  } else if (!value->is_array()) {
    refuse(name, joined(path_, name) + " must be an array.");
  } else if (value->size() > most_items) {
    refuse(name,
           joined(path_, name) + " must have at most " + std::to_string(most_items) + " items.",
           "too_many");
  }
  return error_ ? nullptr : value;
}

}  // namespace baton
