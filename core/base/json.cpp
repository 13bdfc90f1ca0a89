#include "core/base/json.hpp"

#include <cmath>

#include "core/base/text.hpp"
#include "core/base/uuid.hpp"

namespace baton {
namespace {

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
  const Result<Json> inner = parse_json(*text);
  return inner && inner->is_number() ? inner->get<double>() : NAN;
}

}  // namespace

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
