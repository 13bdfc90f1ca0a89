#include "tests/conformance/matcher.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/base/uuid.hpp"

namespace baton::conformance {
namespace {

std::string shown(const Json& json) { return std::string(cut(to_text(json), 300)); }

std::string differs(const std::string& path, const std::string& wanted, const Json& actual) {
  return (path.empty() ? "the body" : path) + ": expected " + wanted + ", got " + shown(actual);
}

bool is_time(const Json& json) {
  const auto* text = json.get_ptr<const Json::string_t*>();
  return text && text->size() == 24 && text->ends_with('Z') && from_iso8601(*text);
}

bool is_uid(const Json& json) {
  const auto* text = json.get_ptr<const Json::string_t*>();
  return text && is_uuid(*text);
}

bool is_whole(const Json& json) {
  return json.is_number() && std::trunc(json.get<double>()) == json.get<double>();
}

struct Type {
  std::string_view name;
  bool (*holds)(const Json&);
};

constexpr Type kTypes[] = {
    {"any", [](const Json&) { return true; }},
    {"string", [](const Json& json) { return json.is_string(); }},
    {"text", [](const Json& json) { return json.is_string() && json != ""; }},
    {"int", is_whole},
    {"number", [](const Json& json) { return json.is_number(); }},
    {"bool", [](const Json& json) { return json.is_boolean(); }},
    {"uuid", is_uid},
    {"time", is_time},
};

/// The type that a pattern such as "<int?>" names, if it names one.
const Type* type_of(std::string_view pattern, bool& nullable) {
  if (!pattern.starts_with('<') || !pattern.ends_with('>')) return nullptr;
  pattern = pattern.substr(1, pattern.size() - 2);
  nullable = pattern.ends_with('?');
  if (nullable) pattern.remove_suffix(1);
  const auto* found = std::ranges::find(kTypes, pattern, &Type::name);
  return found == std::end(kTypes) ? nullptr : found;
}

/// Whether the text is the pattern's literal parts in order, with anything in place of each <any>.
bool fits_pattern(std::string_view pattern, std::string_view text) {
  constexpr std::string_view kAny = "<any>";
  std::size_t end = pattern.find(kAny);
  if (end == std::string_view::npos) return pattern == text;
  if (!text.starts_with(pattern.substr(0, end))) return false;
  text.remove_prefix(end);
  for (;;) {
    pattern.remove_prefix(end + kAny.size());
    end = pattern.find(kAny);
    if (end == std::string_view::npos) return text.ends_with(pattern);
    const std::size_t at = text.find(pattern.substr(0, end));
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at + end);
  }
}

std::string difference_in_text(const std::string& pattern, const Json& actual,
                               const std::string& path) {
  bool nullable = false;
  bool fits = false;
  if (const Type* type = type_of(pattern, nullable))
    fits = (nullable && actual.is_null()) || type->holds(actual);
  else if (const auto* text = actual.get_ptr<const Json::string_t*>())
    fits = fits_pattern(pattern, *text);
  return fits ? "" : differs(path, shown(pattern), actual);
}

std::string difference_in_members(const Json& expected, const Json& actual,
                                  const std::string& path) {
  if (!actual.is_object()) return differs(path, "an object", actual);
  for (const auto& [name, wanted] : expected.items()) {
    const std::string at = path.empty() ? name : path + '.' + name;
    const auto found = actual.find(name);
    if (wanted == "<absent>") {
      if (found != actual.end()) return differs(at, "no such member", *found);
      continue;
    }
    if (found == actual.end()) return at + ": expected " + shown(wanted) + ", but it is absent";
    if (const std::string fault = difference(wanted, *found, at); !fault.empty()) return fault;
  }
  return "";
}

std::string difference_in_elements(const Json& expected, const Json& actual,
                                   const std::string& path) {
  if (!actual.is_array() || actual.size() != expected.size())
    return differs(path, "an array of " + std::to_string(expected.size()), actual);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const std::string at = path + '[' + std::to_string(i) + ']';
    if (const std::string fault = difference(expected[i], actual[i], at); !fault.empty())
      return fault;
  }
  return "";
}

std::string difference_in_each(const Json& wanted, const Json& actual, const std::string& path) {
  if (!actual.is_array()) return differs(path, "an array", actual);
  return difference_in_elements(Json(Json::array_t(actual.size(), wanted)), actual, path);
}

std::string difference_in_exact(const Json& wanted, const Json& actual, const std::string& path) {
  if (const std::string fault = difference_in_members(wanted, actual, path); !fault.empty())
    return fault;
  for (const auto& [name, value] : actual.items())
    if (!wanted.contains(name)) return differs(path + '.' + name, "no such member", value);
  return "";
}

bool has_match(const Json& wanted, const Json& actual) {
  return std::any_of(actual.begin(), actual.end(),
                     [&](const Json& element) { return difference(wanted, element).empty(); });
}

/// Whether each element and the next, in this order, are in the relation.
template <class Relation>
bool stepwise(const Json& actual, Relation relation) {
  return std::adjacent_find(actual.begin(), actual.end(), [&](const Json& one, const Json& next) {
           return !relation(one, next);
         }) == actual.end();
}

bool distinct(Json values) {
  std::sort(values.begin(), values.end());
  return std::adjacent_find(values.begin(), values.end()) == values.end();
}

bool directive_holds(const std::string& name, const Json& wanted, const Json& actual) {
  if (name == "<least>") return actual.is_number() && actual >= wanted;
  if (name == "<most>") return actual.is_number() && actual <= wanted;
  if (!actual.is_array()) return false;
  if (name == "<contains>") return has_match(wanted, actual);
  if (name == "<contains no>") return !has_match(wanted, actual);
  if (name == "<distinct>") return distinct(actual);
  if (name == "<ascending>") return stepwise(actual, std::less<>());
  return name == "<descending>" && stepwise(actual, std::greater<>());
}

std::string difference_in_directive(const std::string& name, const Json& wanted, const Json& actual,
                                    const std::string& path) {
  if (name == "<exact>") return difference_in_exact(wanted, actual, path);
  if (name == "<each>") return difference_in_each(wanted, actual, path);
  if (name == "<length>" && actual.is_array())
    return difference(wanted, Json(actual.size()), path + ".length");
  if (directive_holds(name, wanted, actual)) return "";
  return differs(path, name + ' ' + shown(wanted), actual);
}

}  // namespace

std::string difference(const Json& expected, const Json& actual, const std::string& path) {
  if (const auto* pattern = expected.get_ptr<const Json::string_t*>())
    return difference_in_text(*pattern, actual, path);
  if (expected.is_array()) return difference_in_elements(expected, actual, path);
  if (!expected.is_object())
    return expected == actual ? "" : differs(path, shown(expected), actual);
  Json members = Json::object();
  for (const auto& [name, wanted] : expected.items()) {
    if (!name.starts_with('<')) {
      members[name] = wanted;
    } else if (std::string fault = difference_in_directive(name, wanted, actual, path);
               !fault.empty()) {
      return fault;
    }
  }
  if (members.empty() && !expected.empty()) return "";
  return difference_in_members(members, actual, path);
}

}  // namespace baton::conformance
