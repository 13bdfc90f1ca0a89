#pragma once
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <string_view>

#include "native/server/limits.hpp"
#include "native/server/net.hpp"

namespace baton::native {

/// One client's connection: bytes in, bytes out. Every wait has a deadline, which the owner's sweep
/// enforces by `expire`: a field to set instead of a timer to arm for each read. All calls come
/// from the thread of the socket's io_context.
class Channel {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Channel(Socket socket);

  /// What was received and not yet taken. Valid until the next `receive`.
  std::string_view pending() const;
  void take(std::size_t bytes);

  /// Waits for at least one byte more. `timed_out` past the deadline, `eof` when the client has
  /// finished sending, `no_buffer_space` while 64 kB lie untaken.
  Awaitable<error_code> receive(Clock::time_point deadline);

  /// The same between two requests, when nothing is lost if the server leaves: `leave_if_idle`
  /// then ends the wait.
  Awaitable<error_code> await_request(Clock::time_point deadline);

  /// Sends all of both. `stall` is how long the client may take nothing.
  Awaitable<error_code> send(std::string_view head, std::string_view body,
                             std::chrono::milliseconds stall);

  /// Says that nothing more will come, then reads and drops what the client still sends, at most
  /// for `patience`: closing at once would reset the connection and take the answer with it.
  Awaitable<void> linger(std::chrono::milliseconds patience);

  /// Gives the socket away; the channel is of no use afterwards.
  Socket release();

  // For the owner.
  void expire(Clock::time_point now);
  void leave_if_idle();

 private:
  Awaitable<error_code> read_some(Clock::time_point deadline);

  Socket socket_;
  boost::beast::flat_buffer buffer_;
  Clock::time_point deadline_ = Clock::time_point::max();
  bool expired_ = false;
  bool idle_ = false;
};

}  // namespace baton::native
