#pragma once
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <memory>
#include <optional>

#include "core/events/page.hpp"
#include "core/http/message.hpp"
#include "native/server/application.hpp"
#include "native/server/limits.hpp"
#include "native/server/net.hpp"

namespace baton::native {

/// One client that follows the log over a WebSocket (docs/events.md). Each page is asked of the
/// application with the headers of the handshake, so that whoever may not read any more is told so
/// at the next; one page is under way at a time, and the cursor is the only thing that is kept for
/// a slow client. All calls come from the thread of the socket's io_context.
class Follower : public std::enable_shared_from_this<Follower> {
 public:
  using Handshake = boost::beast::http::request_header<>;

  /// Who asks, at each page anew: the headers of the handshake, and the address.
  struct Caller {
    Fields headers;
    std::string client;
  };

  Follower(Socket socket, Caller caller, Application& application, const Limits& limits);

  /// Accepts the handshake, sends `first`, then what follows, until either side ends it.
  Awaitable<void> run(const Handshake& handshake, events::Followed first);

  void wake();   ///< The log may have grown, or the client's rights changed.
  void leave();  ///< The server stops.

 private:
  using Stream = boost::beast::websocket::stream<Socket, false>;
  using Timer = net::basic_waitable_timer<std::chrono::steady_clock,
                                          net::wait_traits<std::chrono::steady_clock>, Executor>;
  using Reason = boost::beast::websocket::close_reason;

  Awaitable<error_code> accept(const Handshake& handshake);
  Awaitable<void> listen(std::shared_ptr<Follower> self);
  Awaitable<void> follow(events::Followed page);
  Awaitable<void> await_nudge();
  Awaitable<bool> send(const std::string& message);
  bool turn_page(events::Followed& page);
  void end(Reason reason);

  Stream stream_;
  Timer bell_;
  Caller caller_;
  Application& application_;
  const Limits& limits_;
  bool rung_ = false;             ///< woken since it last looked
  bool gone_ = false;             ///< the client hears nothing any more
  std::optional<Reason> ending_;  ///< what the client is to be told
};

}  // namespace baton::native
