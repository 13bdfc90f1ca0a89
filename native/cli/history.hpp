#pragma once
#include <string>

#include "native/cli/desk.hpp"

namespace baton::cli {

/// Writes the whole history to the file, or to the answer if `output` is "" (docs/export.md). The
/// file appears when it is whole.
Result<int> export_history(Desk& desk, const std::string& output);

/// Whether the file begins as an export does.
bool is_history(const std::string& path);

/// Sends the file in parts, so that a server's limits on a request are met whatever its size.
Result<int> import_history(Desk& desk, const std::string& path);

}  // namespace baton::cli
