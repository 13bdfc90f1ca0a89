#include "native/server/listener.hpp"

#include <boost/asio/error.hpp>

#include "native/server/port_holder.hpp"

namespace baton::native {
namespace {

std::unexpected<Error> port_in_use(const net::ip::tcp::endpoint& endpoint) {
  const std::string port = std::to_string(endpoint.port());
  return fail(Fault::conflict, "port_in_use",
              "Port " + port + " is held by " + name_holder_of_port(endpoint.port()) +
                  ": stop it, name another by --port, or take a free one by --port 0.",
              "port");
}

std::unexpected<Error> cannot_bind(const net::ip::tcp::endpoint& endpoint,
                                   const error_code& error) {
  return fail(Fault::invalid, "cannot_bind",
              "Cannot listen on " + url_of(endpoint) + ": " + error.message() + ".", "host");
}

}  // namespace

Result<net::ip::address> resolve(net::io_context& context, const std::string& host) {
  error_code error;
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  const std::string name = bracketed ? host.substr(1, host.size() - 2) : host;
  if (auto literal = net::ip::make_address(name, error); !error) return literal;
  const auto found = net::ip::tcp::resolver(context).resolve(name, "", error);
  if (error || found.empty())
    return fail(Fault::invalid, "unknown_host", "There is no host named " + host + ".", "host");
  for (const auto& entry : found)
    if (entry.endpoint().address().is_v4()) return entry.endpoint().address();
  return found.begin()->endpoint().address();
}

Reach reach_of(const net::ip::address& address) {
  return address.is_loopback() ? Reach::loopback : Reach::network;
}

Result<Acceptor> listen(net::io_context& context, const net::ip::tcp::endpoint& endpoint) {
  Acceptor acceptor(context.get_executor());
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(net::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  if (error == net::error::address_in_use) return port_in_use(endpoint);
  if (error) return cannot_bind(endpoint, error);
  return acceptor;
}

std::string url_of(const net::ip::tcp::endpoint& endpoint) {
  const std::string address = endpoint.address().to_string();
  const std::string host = endpoint.address().is_v6() ? "[" + address + "]" : address;
  return "http://" + host + ":" + std::to_string(endpoint.port());
}

}  // namespace baton::native
