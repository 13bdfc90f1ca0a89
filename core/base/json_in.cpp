#include "core/base/json_in.hpp"

namespace baton {
namespace {

const Json& null_json() {
  static const Json kNull;
  return kNull;
}

const Json* member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

}  // namespace

const Json& member_in(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  return found ? *found : null_json();
}

const std::string& text_in(const Json& object, std::string_view name) {
  static const std::string kNone;
  const Json* found = member(object, name);
  const auto* text = found ? found->get_ptr<const std::string*>() : nullptr;
  return text ? *text : kNone;
}

bool flag_in(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  const auto* flag = found ? found->get_ptr<const bool*>() : nullptr;
  return flag && *flag;
}

double real_in(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  if (!found || !found->is_number()) return 0;
  return found->get<double>();
}

std::int64_t number_in(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  if (found && found->is_number_integer()) return found->get<std::int64_t>();
  return static_cast<std::int64_t>(real_in(object, name));
}

const Json& list_in(const Json& object, std::string_view name) {
  static const Json kEmpty = Json::array();
  const Json* found = member(object, name);
  return found && found->is_array() ? *found : kEmpty;
}

const Json& object_in(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  return found && found->is_object() ? *found : null_json();
}

const Json& path_in(const Json& json, std::initializer_list<std::string_view> path) {
  const Json* at = &json;
  for (const std::string_view name : path) {
    if (at->is_array() && !at->empty()) at = &at->front();
    at = member(*at, name);
    if (!at) return null_json();
  }
  return *at;
}

}  // namespace baton
