#pragma once
#include <boost/asio/basic_socket_acceptor.hpp>
#include <cstdint>
#include <string>

#include "core/base/result.hpp"
#include "native/server/guard.hpp"
#include "native/server/net.hpp"

namespace baton::native {

using Acceptor = net::basic_socket_acceptor<net::ip::tcp, Executor>;

/// The first address of a host's name, IPv4 before IPv6. Errors: "unknown_host".
Result<net::ip::address> resolve(net::io_context& context, const std::string& host);

Reach reach_of(const net::ip::address& address);

/// Binds and listens. Errors: "port_in_use" names the process that holds the port; "cannot_bind".
Result<Acceptor> listen(net::io_context& context, const net::ip::tcp::endpoint& endpoint);

/// `http://127.0.0.1:8787`, `http://[::1]:8787`
std::string url_of(const net::ip::tcp::endpoint& endpoint);

}  // namespace baton::native
