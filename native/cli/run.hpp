#pragma once
#include <string>
#include <vector>

#include "native/cli/client.hpp"
#include "native/cli/desk.hpp"

namespace baton::cli {

/// Makes the client that the options ask for.
using ClientFactory =
    std::function<Result<std::unique_ptr<Client>>(const Options&, const machine::Environment&)>;

/// The whole command line: parses the words (without the program's name), does what they say, and
/// answers the exit code. Never throws.
int run(const std::vector<std::string>& words, const machine::Environment& environment,
        const ClientFactory& client, Output& out, Output& notes);

/// The local database, or a server with --remote.
Result<std::unique_ptr<Client>> make_client(const Options& options,
                                            const machine::Environment& environment);

}  // namespace baton::cli
