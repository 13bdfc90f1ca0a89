#pragma once
#include <optional>

#include "core/http/message.hpp"

namespace baton::native {

/// Whether the request is for the host rather than the application: GET of the path on which the
/// log is followed, with `Upgrade: websocket`.
bool asks_to_follow(const Request& request);

/// Why its handshake is none (RFC 6455, 4.2.1): 426 for another version than 13, 400 for the rest.
std::optional<Response> check_handshake(const Request& request);

}  // namespace baton::native
