#include "native/server/follower.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "native/server/drive.hpp"

namespace baton::native {
namespace {

namespace websocket = boost::beast::websocket;

websocket::close_reason reason_of(const Response& refusal) {
  if (refusal.status >= 500) return {websocket::internal_error, "The log cannot be read now."};
  return {websocket::policy_error, "This token may not read the log any more."};
}

}  // namespace

Follower::Follower(Socket socket, Caller caller, Application& application, const Limits& limits)
    : stream_(std::move(socket)),
      bell_(stream_.get_executor()),
      caller_(std::move(caller)),
      application_(application),
      limits_(limits) {}

Awaitable<void> Follower::run(const Handshake& handshake, events::Followed first) {
  if (co_await accept(handshake)) co_return;
  net::co_spawn(stream_.get_executor(), listen(shared_from_this()), net::detached);
  co_await follow(std::move(first));
  if (!gone_ && ending_) co_await stream_.async_close(*ending_, as_outcome);
}

/// Beast pings when nothing was heard for half of the timeout, and closes at its end.
Awaitable<error_code> Follower::accept(const Handshake& handshake) {
  stream_.set_option(websocket::stream_base::timeout{.handshake_timeout = limits_.linger,
                                                     .idle_timeout = limits_.silence,
                                                     .keep_alive_pings = true});
  stream_.set_option(websocket::stream_base::decorator(
      [](websocket::response_type& response) { response.set("Server", "Baton"); }));
  stream_.read_message_max(limits_.message_bytes);
  stream_.text(true);
  stream_.auto_fragment(false);
  const boost::beast::http::request<boost::beast::http::empty_body> request(handshake);
  auto [error] = co_await stream_.async_accept(request, as_outcome);
  co_return error;
}

/// The client has nothing to say: a message ends it, as does its leaving. Beast answers pings and
/// refuses what is too large.
Awaitable<void> Follower::listen(std::shared_ptr<Follower> self) {
  boost::beast::flat_buffer buffer;
  auto [error, size] = co_await stream_.async_read(buffer, as_outcome);
  self->gone_ = error.failed();
  end({websocket::unknown_data, "Nothing is taken from clients here."});
}

Awaitable<void> Follower::follow(events::Followed page) {
  bool heard = co_await send(page.message);
  while (heard && !ending_) {
    if (!page.more) co_await await_nudge();
    if (ending_ || !turn_page(page)) break;
    if (!page.empty) heard = co_await send(page.message);
  }
}

/// Looks by itself too, from time to time: a token may have run out meanwhile.
Awaitable<void> Follower::await_nudge() {
  if (!rung_) {
    bell_.expires_after(limits_.silence / 2);
    co_await bell_.async_wait(as_outcome);
  }
  rung_ = false;
}

Awaitable<bool> Follower::send(const std::string& message) {
  auto [error, size] = co_await stream_.async_write(net::buffer(message), as_outcome);
  if (error) gone_ = true;
  co_return !error;
}

/// False if there is none for this client any more.
bool Follower::turn_page(events::Followed& page) {
  Request request;
  request.target = events::page_target(page.cursor);
  request.headers = caller_.headers;
  const Response response = ask_for_follower(application_, std::move(request), caller_.client);
  auto next = events::followed(response);
  if (next)
    page = *std::move(next);
  else
    end(reason_of(response));
  return !ending_;
}

void Follower::end(Reason reason) {
  if (!ending_) ending_ = reason;
  wake();
}

void Follower::wake() {
  rung_ = true;
  bell_.cancel();
}

void Follower::leave() { end({websocket::going_away, "The server stops."}); }

}  // namespace baton::native
