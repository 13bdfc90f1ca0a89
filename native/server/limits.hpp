#pragma once
#include <chrono>
#include <cstddef>

namespace baton::native {

/// What one client may take of the server. The defaults are the server's promise; tests shorten
/// them.
struct Limits {
  std::size_t header_bytes = 16 * 1024;          ///< request line and header fields
  std::size_t body_bytes = 8 * 1024 * 1024;      ///< of a route that does not stream its body
  std::size_t piece_bytes = 64 * 1024;           ///< of a streamed body, at a time
  std::size_t connections = 1024;                ///< open at once, over all threads
  std::chrono::milliseconds header{10'000};      ///< from a request's first byte to its last field
  std::chrono::milliseconds idle{60'000};        ///< between two requests
  std::chrono::milliseconds body_stall{30'000};  ///< without a byte of the body
  std::chrono::milliseconds send_stall{30'000};  ///< without the client taking a byte
  std::chrono::milliseconds linger{3'000};       ///< to let the client read a refusal
  std::chrono::milliseconds grace{5'000};        ///< for requests in flight when the server stops
  std::size_t followers = 200;                   ///< of the log, open at once over all threads
  std::size_t message_bytes = 1024;              ///< of a message that a follower sends
  std::chrono::milliseconds silence{60'000};     ///< of a follower, which is pinged halfway
  std::chrono::milliseconds watch{250};          ///< between looks at what other processes wrote
  std::size_t body_bytes_per_second = 1024;  ///< the least average once a body has been under way
                                             ///< for `body_stall`
};

}  // namespace baton::native
