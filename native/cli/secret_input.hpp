#pragma once
#include <string>

#include "native/cli/desk.hpp"

namespace baton::cli {

/// A secret, one line of standard input; a terminal is asked for it, and does not show it. `what`
/// names it in messages: "key", "token". Refused with --remote: none is ever sent to a server.
Result<std::string> secret_from_input(Desk& desk, const std::string& what);

}  // namespace baton::cli
