#pragma once
#include <sqlite3.h>

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace baton::native {

/// What SQLite's last call on this handle found, in the store's codes (native/database.hpp) and a
/// sentence that says what to do. `path` names the file.
Error error_of(sqlite3* handle, const std::string& path);

/// The sentence of a code alone; "" where it has none.
std::string advice_for(std::string_view code, const std::string& path);

}  // namespace baton::native
