#include "native/server/listener.hpp"

#include <unistd.h>

#include "native/server/port_holder.hpp"
#include "tests/catch.hpp"
#include "tests/unit/native/server/running_server.hpp"

namespace baton::native {
namespace {

TEST_CASE("a port in use names who holds it and offers a free one") {
  const auto holder = Server::open(free_port(), fake_application);
  REQUIRE(holder);
  ServerOptions options = free_port();
  options.port = holder->port();
  const auto second = Server::open(options, fake_application);
  REQUIRE(!second);
  CHECK(second.error().code == "port_in_use");
  CHECK(second.error().fault == Fault::conflict);
  const std::string& message = second.error().message;
  CHECK(message.find("Port " + std::to_string(holder->port())) != std::string::npos);
  CHECK(message.find("(process " + std::to_string(getpid()) + ")") != std::string::npos);
  CHECK(message.find("--port 0") != std::string::npos);
}

TEST_CASE("who holds a port is found, on IPv6 too, and nobody is nobody") {
  net::io_context context;
  std::uint16_t port = 0;
  {
    const auto acceptor = listen(context, {net::ip::make_address("::1"), 0});
    REQUIRE(acceptor);
    port = acceptor->local_endpoint().port();
    CHECK(url_of(acceptor->local_endpoint()) == "http://[::1]:" + std::to_string(port));
    const auto holder = holder_of_port(port);
    REQUIRE(holder);
    CHECK(holder->process == getpid());
    CHECK(!holder->name.empty());
  }
  CHECK(!holder_of_port(port));
  CHECK(name_holder_of_port(port) == "an unknown process");
}

TEST_CASE("beyond this machine only with a token") {
  ServerOptions options = free_port();
  options.host = "0.0.0.0";
  const auto without = Server::open(options, fake_application);
  REQUIRE(!without);
  CHECK(without.error().code == "no_token");

  Reach reach = Reach::loopback;
  options.token_exists = [] { return true; };
  const auto with = Server::open(options, [&](Reach of) {
    reach = of;
    return fake_application(of);
  });
  REQUIRE(with);
  CHECK(reach == Reach::network);

  options.token_exists = []() -> Result<bool> { return fail(Fault::unavailable, "busy", "Busy."); };
  const auto failing = Server::open(options, fake_application);
  REQUIRE(!failing);
  CHECK(failing.error().code == "busy");
}

TEST_CASE("hosts: names, brackets, unknown ones, addresses of others") {
  net::io_context context;
  CHECK(resolve(context, "localhost")->is_loopback());
  CHECK(resolve(context, "[::1]")->is_loopback());
  CHECK(reach_of(*resolve(context, "127.9.9.9")) == Reach::loopback);
  CHECK(reach_of(*resolve(context, "::")) == Reach::network);
  const auto unknown = resolve(context, "no.such.host.invalid");
  REQUIRE(!unknown);
  CHECK(unknown.error().code == "unknown_host");
  const auto foreign = listen(context, {net::ip::make_address("192.0.2.1"), 0});
  REQUIRE(!foreign);
  CHECK(foreign.error().code == "cannot_bind");
}

TEST_CASE("a factory's error is the server's") {
  const auto server = Server::open(free_port(), [](Reach) -> Result<std::unique_ptr<Application>> {
    return fail(Fault::unavailable, "not_a_database", "That is no database.");
  });
  REQUIRE(!server);
  CHECK(server.error().code == "not_a_database");
}

}  // namespace
}  // namespace baton::native
