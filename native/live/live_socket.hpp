#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/result.hpp"

namespace baton::native {

/// Follows the log of a server elsewhere over its WebSocket (docs/events.md), on a thread of its
/// own, from the log's end on. Destroying it closes the connection.
class LiveSocket {
 public:
  /// `url` as of a remote (core/sync/remote.hpp), `key_name` of the secret that goes as bearer
  /// token, "" for none.
  LiveSocket(std::string url, std::string key_name);
  ~LiveSocket();
  LiveSocket(const LiveSocket&) = delete;
  LiveSocket& operator=(const LiveSocket&) = delete;

  /// The messages that came since the last call, pages of events as JSON.
  std::vector<std::string> take();

  /// Whether the server accepted it and may send.
  bool open() const { return open_; }

  /// Why there will be no more messages; nullopt while there may be. Codes, all unavailable:
  /// "unreachable"; "refused", the handshake was not accepted; "cut", the connection ended, or
  /// nothing was heard for two minutes, in which a server would have pinged; "no_key".
  std::optional<Error> ended();

 private:
  class Connection;
  void run(const std::string& url, const std::string& key_name);
  Error follow(Connection& connection);
  void end(Error error);

  std::mutex mutex_;
  std::vector<std::string> messages_;
  std::optional<Error> ended_;
  std::shared_ptr<Connection> connection_;  ///< while there is one
  std::atomic<bool> open_ = false;
  std::atomic<bool> leaving_ = false;
  std::thread thread_;  ///< the last, since it works with the rest
};

}  // namespace baton::native
