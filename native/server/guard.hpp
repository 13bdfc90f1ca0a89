#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/message.hpp"
#include "native/server/refusal.hpp"

namespace baton::native {

/// Who can reach a server's address.
enum class Reach {
  loopback,  ///< programs of this machine only
  network,   ///< anybody on the network: callers need a token
};

/// Keeps web pages of other sites away from a server on this machine. A page can make a browser
/// send requests here; what it cannot do is forge Host and Origin.
///
/// DNS rebinding: the Host must name this server: `localhost`, a loopback address, the host it was
/// bound to, or one of `names`; any port. Bound to every interface, any literal address will do,
/// since a rebinding page always comes by a name.
/// Cross-site writes: a method other than GET, HEAD and OPTIONS with an Origin must come from this
/// host and port, unless it has an Authorization, which no page can send to another site unasked;
/// and so must a WebSocket, which browsers let any page open.
class Guard {
 public:
  Guard(std::string bound_host, std::vector<std::string> names);

  /// Why the request is refused, if it is: 400 for a missing or repeated Host, 421 for a foreign
  /// one, 403 for a foreign Origin.
  std::optional<Refusal> check(const Request& request) const;

 private:
  bool names_us(std::string_view host) const;

  std::vector<std::string> names_;
  bool any_address_;
};

/// `http://host/path` → `/path`, with the Host field replaced by that host (RFC 9112, 3.2.2); other
/// targets stay.
void to_origin_form(Request& request);

/// `[::1]:80` → `[::1]`; `localhost:80` → `localhost`; nullopt if the port is not one.
std::optional<std::string_view> host_without_port(std::string_view host);

}  // namespace baton::native
