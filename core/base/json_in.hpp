#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/json.hpp"

namespace baton {

/// Members of the API's objects, without trust in their types: "" / 0 / an empty array if the
/// member is not there or is something else. The references live as long as `object`.
const std::string& text_in(const Json& object, std::string_view name);
std::int64_t number_in(const Json& object, std::string_view name);
bool flag_in(const Json& object, std::string_view name);
double real_in(const Json& object, std::string_view name);
const Json& list_in(const Json& object, std::string_view name);
const Json& member_in(const Json& object, std::string_view name);  ///< a null if it is not there
const Json& object_in(const Json& object, std::string_view name);  ///< a null if it is not there

/// What lies at a path of members, a null if nothing does. Of an array on the way it is the first
/// element that is gone into.
const Json& path_in(const Json& json, std::initializer_list<std::string_view> path);

}  // namespace baton
