#pragma once
#include <cstdint>
#include <string>

namespace baton {

/// What a caller may do; each role includes those before it.
enum class Access : std::uint8_t { none, read, write, admin };

/// What the host knows and the core needs, owned by the driver's caller for as long as the run
/// lasts.
struct Context {
  bool token_required =
      false;  ///< false on a loopback address without tokens, and for the local user
  /// What this caller may do: without a token, as the host says; with one, set from it.
  Access access = Access::admin;

  std::string client;         ///< the caller's address as text, "" if the host knows none
  bool secure = false;        ///< the request came by https
  std::string admin_token;    ///< a secret of the host that is an admin's bearer token; "" for none
  bool rate_limited = false;  ///< the host performs `Limit`

  /// The SHA-256, in hex, of the token or of the session's secret that the request brought; "" for
  /// none. Set by the application, so that a list can leave out what the token does not reach
  /// (core/access/authorization.hpp).
  std::string credential;

  /// The caller asked for an event stream, and what he asked for tells how it goes
  /// (core/http/event_stream.hpp). Set by the application.
  bool event_stream = false;
  bool event_sent = false;  ///< the response has begun

  /// The route that answers, as "GET /api/projects/:id"; "" where none does. Set by the
  /// application, so that a host can count and time them.
  std::string route;
};

}  // namespace baton
