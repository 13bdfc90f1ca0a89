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
  Access access =
      Access::admin;  ///< what this caller may do, set by the application from its token
};

}  // namespace baton
