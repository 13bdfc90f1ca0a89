#pragma once
#include "native/cli/desk.hpp"

namespace baton::cli {

/// Asks by POST for what a model may take part in, and says meanwhile on one line of the terminal
/// how far that is; nothing stays of the line.
Result<Answer> post_with_progress(Desk& desk, const std::string& target, const Json& body);

}  // namespace baton::cli
