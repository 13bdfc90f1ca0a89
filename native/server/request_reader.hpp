#pragma once
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <expected>
#include <optional>
#include <string>

#include "core/http/message.hpp"
#include "native/server/channel.hpp"
#include "native/server/limits.hpp"
#include "native/server/refusal.hpp"

namespace baton::native {

/// Reads one HTTP/1.x request from a channel: first `head`, then either `whole_body` or `piece`
/// until nullopt. What lies behind the request stays in the channel for the next reader.
class RequestReader {
 public:
  RequestReader(Channel& channel, const Limits& limits);

  /// Everything but the body. nullopt: the client left, or stayed idle too long. Refused: 400
  /// malformed, 408 too slow, 431 over the header limit.
  Awaitable<std::expected<std::optional<Request>, Refusal>> head();

  /// Refused: 413 over the body limit (before reading it where its length is announced), 408, 400.
  Awaitable<std::expected<std::string, Refusal>> whole_body();

  /// The next bytes of the body, `piece_bytes` but for the last; nullopt at its end.
  Awaitable<std::expected<std::optional<std::string>, Refusal>> piece();

  bool finished() const;            ///< the whole request was read
  bool keep_alive() const;          ///< the client is willing to send another
  std::string description() const;  ///< "GET /path", for the log
  const boost::beast::http::request_header<>& header() const { return parser_.get().base(); }
  bool is_http_1_0() const { return parser_.get().version() == 10; }

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;
  enum class Parsing { going_on, starving };
  std::optional<Refusal> parse_head();
  std::optional<Refusal> check_framing();
  Request take_head();
  std::expected<Parsing, Refusal> parse_body(std::string& piece, std::size_t& filled);
  Awaitable<std::optional<Refusal>> receive_body();

  Channel& channel_;
  const Limits& limits_;
  Parser parser_;
  std::size_t head_bytes_ = 0;
  std::size_t body_bytes_ = 0;
  Channel::Clock::duration waited_{};  ///< for the body
  bool expects_continue_ = false;
};

}  // namespace baton::native
