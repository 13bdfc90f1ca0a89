#pragma once
#include <string>

#include "core/http/answer.hpp"

namespace baton {

/// The id of the project that a key names, as SQL: one that was merged into another is that one.
inline std::string id_of_project(const std::string& column, const std::string& parameter = "?1") {
  return "(SELECT coalesce(m.part_of, m.id) FROM projects m WHERE m." + column + " = " + parameter +
         ")";
}
inline std::string id_of_project(const Key& key, const std::string& parameter = "?1") {
  return id_of_project(key.column, parameter);
}

}  // namespace baton
