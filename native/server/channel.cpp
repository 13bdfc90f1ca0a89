#include "native/server/channel.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/error.hpp>

namespace baton::native {
namespace {

constexpr std::size_t buffer_most = 64 * 1024;
constexpr std::size_t buffer_idle = 16 * 1024;

/// Drops the first `sent` bytes of the two parts.
void advance(std::string_view& head, std::string_view& body, std::size_t sent) {
  const std::size_t of_head = std::min(sent, head.size());
  head.remove_prefix(of_head);
  body.remove_prefix(sent - of_head);
}

bool would_block(const error_code& error) {
  return error == net::error::would_block || error == net::error::try_again;
}

}  // namespace

Channel::Channel(Socket socket) : socket_(std::move(socket)), buffer_(buffer_most) {
  error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(net::ip::tcp::no_delay(true), ignored);
}

std::string_view Channel::pending() const {
  return {static_cast<const char*>(buffer_.cdata().data()), buffer_.size()};
}

void Channel::take(std::size_t bytes) { buffer_.consume(bytes); }

Awaitable<error_code> Channel::read_some(Clock::time_point deadline) {
  const std::size_t room = buffer_most - buffer_.size();
  if (room == 0) co_return net::error::no_buffer_space;
  const std::size_t wanted = std::max(buffer_idle, buffer_.capacity());
  deadline_ = deadline;
  expired_ = false;
  auto [error, received] =
      co_await socket_.async_read_some(buffer_.prepare(std::min(room, wanted)), as_outcome);
  deadline_ = Clock::time_point::max();
  buffer_.commit(received);
  co_return error == net::error::operation_aborted&& expired_ ? error_code(net::error::timed_out)
                                                              : error;
}

Awaitable<error_code> Channel::receive(Clock::time_point deadline) { return read_some(deadline); }

Awaitable<error_code> Channel::await_request(Clock::time_point deadline) {
  if (buffer_.capacity() > buffer_idle) buffer_.shrink_to_fit();
  idle_ = true;
  const error_code error = co_await read_some(deadline);
  idle_ = false;
  co_return error;
}

Awaitable<error_code> Channel::send(std::string_view head, std::string_view body,
                                    std::chrono::milliseconds stall) {
  error_code error;
  while (!head.empty() || !body.empty()) {
    const std::array<net::const_buffer, 2> parts{net::buffer(head), net::buffer(body)};
    advance(head, body, socket_.write_some(parts, error));
    if (!error) continue;
    if (!would_block(error)) co_return error;
    deadline_ = Clock::now() + stall;
    std::tie(error) = co_await socket_.async_wait(Socket::wait_write, as_outcome);
    deadline_ = Clock::time_point::max();
    if (error) co_return error;
  }
  co_return error_code{};
}

Awaitable<void> Channel::linger(std::chrono::milliseconds patience) {
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  const auto deadline = Clock::now() + patience;
  while (!error && Clock::now() < deadline) {
    buffer_.consume(buffer_.size());
    error = co_await read_some(deadline);
  }
}

Socket Channel::release() {
  buffer_.clear();
  buffer_.shrink_to_fit();
  return std::move(socket_);
}

void Channel::expire(Clock::time_point now) {
  if (now < deadline_) return;
  expired_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

void Channel::leave_if_idle() {
  if (!idle_) return;
  error_code ignored;
  socket_.cancel(ignored);
}

}  // namespace baton::native
