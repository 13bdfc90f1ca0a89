#pragma once
#include <functional>
#include <string>

namespace baton::native {

/// Tells whether anything was committed to the database file since the last call, by whichever
/// connection or process, from a small connection of its own (PRAGMA data_version). A file that
/// cannot be read counts as changed.
std::function<bool()> watch_commits(const std::string& database_path);

}  // namespace baton::native
