#pragma once
#include <memory>
#include <string>

#include "native/server/application.hpp"
#include "native/server/rate_limiter.hpp"
#include "native/server/route_times.hpp"
#include "native/server/server.hpp"

namespace baton::native {

/// The API on a database file, one connection to it a thread. Callers need a token where they come
/// over a network: to an address that others reach, or through a proxy (a request with Forwarded or
/// X-Forwarded-For), which may stand before a loopback address. On loopback itself everybody may do
/// everything.
///
/// A proxy on this machine is believed: the caller's address is the last that X-Forwarded-For
/// names, and the request came by https if X-Forwarded-Proto says so.
struct Admission {
  std::string admin_token;               ///< an admin's, besides those of the database; "" for none
  std::shared_ptr<RateLimiter> limiter;  ///< of callers that need a token; null for none
  std::shared_ptr<RouteTimes> times = std::make_shared<RouteTimes>();  ///< of all threads
};
ApplicationFactory applications_on(std::string database_path, Admission admission = {});

/// Whether the database has a token that was not revoked.
Result<bool> has_token(const std::string& database_path);

/// `Server::open` with both of the above: what `baton serve` runs. Errors are those of
/// `Server::open` and `Database::open`.
Result<Server> open_server_on(const std::string& database_path, ServerOptions options);

}  // namespace baton::native
