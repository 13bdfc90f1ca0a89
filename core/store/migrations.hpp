#pragma once
#include <span>
#include <string_view>

namespace baton {

/// One file of migrations/, in order of its number.
struct Migration {
  std::string_view name;  ///< the file's name
  std::string_view sql;
};

/// All migrations, embedded when the program is built.
std::span<const Migration> migrations();

}  // namespace baton
