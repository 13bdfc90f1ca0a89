#pragma once
#include <atomic>
#include <string>
#include <unordered_set>

#include "native/server/application.hpp"
#include "native/server/channel.hpp"
#include "native/server/follower.hpp"
#include "native/server/guard.hpp"
#include "native/server/limits.hpp"
#include "native/server/live.hpp"
#include "native/server/request_reader.hpp"
#include "native/server/response_writer.hpp"

namespace baton::native {

/// What the connections of one thread share; it outlives them.
struct Service {
  Application& application;
  const Guard& guard;
  const Limits& limits;
  Live& live;
  HttpDate date;
  std::unordered_set<Follower*> followers = {};
  /// The server stops: no connection is kept for another request. Set from any thread.
  std::atomic<bool> leaving = false;
};

/// The address of a socket's other end; "" if it has gone already.
std::string address_of(const Socket& socket);

/// One client, from its first request to its last.
class Connection {
 public:
  Connection(Socket socket, Service& service)
      : client_(address_of(socket)), channel_(std::move(socket)), service_(service) {}

  /// Answers requests until the client leaves, a deadline passes or the server stops. The
  /// connection outlives the coroutine.
  Awaitable<void> run();

  Channel& channel() { return channel_; }

 private:
  struct Answer {
    Response response;
    std::string timing = {};  ///< Server-Timing's value
    bool begun = false;       ///< its head and first pieces were sent
    bool gone = false;        ///< the client left meanwhile
  };
  Awaitable<bool> answer_next();
  Awaitable<Answer> answer(Request request, RequestReader& reader);
  Awaitable<Answer> drive(Request request, RequestReader& reader);
  Awaitable<std::optional<Response>> follow(Request request, const RequestReader& reader);
  Awaitable<void> serve_follower(Request request, const RequestReader& reader,
                                 events::Followed first);
  Awaitable<bool> send_piece(const SendPiece& piece, const RequestReader& reader, Answer& answer);
  Awaitable<bool> send_end(const Answer& answer, const RequestReader& reader);
  Awaitable<bool> send(const Answer& answer, const RequestReader& reader, bool head_only);

  std::string client_;  ///< the other end's address
  Channel channel_;
  Service& service_;
  std::string head_;  ///< reused from response to response
};

}  // namespace baton::native
