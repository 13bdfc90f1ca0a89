#pragma once
#include <thread>
#include <utility>

#include "native/server/server.hpp"
#include "tests/unit/native/server/client.hpp"
#include "tests/unit/native/server/fake_application.hpp"

namespace baton::native {

inline Result<std::unique_ptr<Application>> fake_application(Reach) {
  return std::make_unique<FakeApplication>();
}

inline ServerOptions free_port(Limits limits = {}) {
  ServerOptions options;
  options.port = 0;
  options.threads = 2;
  options.limits = limits;
  return options;
}

/// A server in a thread of its own, stopped at the end of the scope.
class RunningServer {
 public:
  explicit RunningServer(Limits limits = {})
      : server_(*Server::open(free_port(limits), fake_application)), port_(server_.port()) {
    thread_ = std::thread([this] { server_.run([](const std::string&) {}); });
  }
  ~RunningServer() { stop(); }

  std::uint16_t port() const { return port_; }
  void begin_stop() { server_.stop(); }
  void stop() {
    if (!thread_.joinable()) return;
    server_.stop();
    thread_.join();
  }

  /// Sends the bytes over a new connection and reads until the server closes it.
  std::string exchange(std::string_view bytes) const {
    RawClient client(port_);
    client.send(bytes);
    client.finish_sending();
    return client.read_all();
  }

 private:
  Server server_;
  std::uint16_t port_;
  std::thread thread_;
};

}  // namespace baton::native
