#pragma once
#include <string>

#include "native/server/application.hpp"
#include "native/server/server.hpp"

namespace baton::native {

/// The API on a database file, one connection to it a thread. Callers need a token where they come
/// over a network: to an address that others reach, or through a proxy (a request with Forwarded or
/// X-Forwarded-For), which may stand before a loopback address. On loopback itself everybody may do
/// everything.
ApplicationFactory applications_on(std::string database_path);

/// Whether the database has a token that was not revoked.
Result<bool> has_token(const std::string& database_path);

/// `Server::open` with both of the above: what `baton serve` runs. Errors are those of
/// `Server::open` and `Database::open`.
Result<Server> open_server_on(const std::string& database_path, ServerOptions options);

}  // namespace baton::native
