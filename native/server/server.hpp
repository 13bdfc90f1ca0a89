#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "native/server/application.hpp"
#include "native/server/limits.hpp"
#include "native/server/rate_limiter.hpp"

namespace baton::native {

/// A line on stdout, at once.
void print_address(const std::string& address);

struct ServerOptions {
  std::string host = "127.0.0.1";  ///< a name or an address; "0.0.0.0" and "::" are every interface
  std::uint16_t port = 8787;       ///< 0 takes a free one
  std::vector<std::string> names;  ///< further names that clients may call it by (Host)
  int threads = 0;                 ///< 0: as many as processors, 2 to 4
  /// Whether anybody could present a token. Asked before binding an address that others reach.
  std::function<Result<bool>()> token_exists = [] { return false; };
  /// Opens an eye on the store, which tells whether anything was committed since it was last asked.
  /// Called on one thread, while somebody follows the log.
  std::function<std::function<bool()>()> watch = [] { return [] { return false; }; };
  std::string
      admin_token;  ///< a secret that is an admin's token besides those of the store; "" for none
  Rates rates;      ///< of callers that need a token
  Limits limits;
};

/// An HTTP/1.1 server on one machine.
///
///     auto server = Server::open(options, factory);
///     if (!server) …      // says which process holds the port, and so on
///     server->run();      // until SIGTERM or SIGINT
class Server {
 public:
  /// Makes one application a thread, then binds and listens: clients may connect from here on.
  /// Errors: "port_in_use" (conflict), "no_token" (forbidden), "unknown_host", "cannot_bind"
  /// (invalid), and what the factory answers.
  static Result<Server> open(ServerOptions options, const ApplicationFactory& factory);

  /// `http://127.0.0.1:8787`
  std::string address() const;
  std::uint16_t port() const;

  /// Calls `announce` with the address once it accepts connections and minds signals, then serves
  /// until SIGTERM, SIGINT or `stop`, and lets requests in flight finish for `limits.grace`. A
  /// second SIGINT ends the process at once. Once only.
  void run(const std::function<void(const std::string&)>& announce = print_address);

  /// From any thread; at once or later, `run` returns.
  void stop();

  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace baton::native
