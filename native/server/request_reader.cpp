#include "native/server/request_reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>

#include "native/server/fields.hpp"

namespace baton::native {
namespace {

namespace http = boost::beast::http;

Refusal malformed(const error_code& error) {
  return {400, "malformed_request",
          "The request is not well-formed HTTP: " + error.message() + "."};
}

Refusal header_too_large() {
  return {431, "header_too_large", "The request's header is larger than 16 kB."};
}

Refusal body_too_large() {
  return {413, "body_too_large", "The request's body is larger than 8 MiB."};
}

/// Why no more bytes came, in the middle of a request.
Refusal interrupted(const error_code& error) {
  if (error == net::error::timed_out)
    return {408, "request_timeout", "The request took too long to arrive."};
  return {400, "incomplete_request", "The request ended before it was complete."};
}

/// Blank lines before a request are tolerated (RFC 9112, 2.2).
std::size_t count_blank(std::string_view bytes) {
  std::size_t count = 0;
  while (bytes.substr(count).starts_with("\r\n")) count += 2;
  return count;
}

}  // namespace

RequestReader::RequestReader(Channel& channel, const Limits& limits)
    : channel_(channel), limits_(limits) {
  // Beast counts a header's fields one at a time and a body's length before its route is known:
  // both limits are kept here instead.
  parser_.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  parser_.body_limit(boost::none);
}

bool RequestReader::finished() const { return parser_.is_done(); }

std::string RequestReader::description() const {
  const auto& message = parser_.get();
  return std::string(message.method_string()) + " " + std::string(path_of(message.target()));
}

bool RequestReader::keep_alive() const { return parser_.keep_alive(); }

Awaitable<std::expected<std::optional<Request>, Refusal>> RequestReader::head() {
  using Clock = Channel::Clock;
  channel_.take(count_blank(channel_.pending()));
  if (channel_.pending().empty()) {
    const auto error = co_await channel_.await_request(Clock::now() + limits_.idle);
    if (error) co_return std::nullopt;
    channel_.take(count_blank(channel_.pending()));
  }
  const auto deadline = Clock::now() + limits_.header;
  while (!parser_.is_header_done()) {
    if (auto refusal = parse_head()) co_return std::unexpected(*std::move(refusal));
    if (parser_.is_header_done()) break;
    if (const auto error = co_await channel_.receive(deadline))
      co_return std::unexpected(interrupted(error));
  }
  co_return take_head();
}

/// Parses what is there; not done afterwards means that more bytes are needed.
std::optional<Refusal> RequestReader::parse_head() {
  const std::string_view bytes = channel_.pending();
  if (bytes.empty()) return std::nullopt;
  error_code error;
  const std::size_t parsed = parser_.put(net::buffer(bytes), error);
  head_bytes_ += parsed;
  channel_.take(parsed);
  const std::size_t undecided = parser_.is_header_done() ? 0 : channel_.pending().size();
  if (error == http::error::header_limit || head_bytes_ + undecided > limits_.header_bytes)
    return header_too_large();
  if (error && error != http::error::need_more) return malformed(error);
  return parser_.is_header_done() ? check_framing() : std::nullopt;
}

/// What Beast lets pass and this server cannot do.
std::optional<Refusal> RequestReader::check_framing() {
  const auto& fields = parser_.get();
  if (fields.count(http::field::transfer_encoding) != 0 && !parser_.chunked())
    return Refusal{501, "transfer_encoding", "Of the transfer encodings only chunked is known."};
  const auto expected = fields[http::field::expect];
  expects_continue_ = !is_http_1_0() && same_word(expected, "100-continue");
  if (!expected.empty() && !expects_continue_ && !is_http_1_0())
    return Refusal{417, "expectation", "Of the expectations only 100-continue is known."};
  return std::nullopt;
}

Request RequestReader::take_head() {
  const auto& message = parser_.get();
  Request request;
  request.method = message.method_string();
  request.target = message.target();
  for (const auto& field : message)
    request.headers.emplace_back(field.name_string(), field.value());
  return request;
}

Awaitable<std::expected<std::string, Refusal>> RequestReader::whole_body() {
  std::string body;
  if (parser_.content_length().value_or(0) > limits_.body_bytes)
    co_return std::unexpected(body_too_large());
  while (!finished()) {
    auto next = co_await piece();
    if (!next) co_return std::unexpected(std::move(next).error());
    if (!*next) break;
    if (body.size() + (*next)->size() > limits_.body_bytes)
      co_return std::unexpected(body_too_large());
    if (body.empty())
      body = std::move(**next);
    else
      body += **next;
  }
  co_return body;
}

Awaitable<std::expected<std::optional<std::string>, Refusal>> RequestReader::piece() {
  if (finished()) co_return std::nullopt;
  std::string piece;
  const std::uint64_t left = parser_.content_length_remaining().value_or(limits_.piece_bytes);
  piece.resize(std::min<std::uint64_t>(left, limits_.piece_bytes));
  std::size_t filled = 0;
  bool starving = channel_.pending().empty();
  while (!finished() && filled < piece.size()) {
    if (starving)
      if (auto refusal = co_await receive_body()) co_return std::unexpected(*std::move(refusal));
    auto state = parse_body(piece, filled);
    if (!state) co_return std::unexpected(std::move(state).error());
    starving = *state == Parsing::starving || channel_.pending().empty();
  }
  body_bytes_ += filled;
  piece.resize(filled);
  if (piece.empty()) co_return std::nullopt;
  co_return piece;
}

std::expected<RequestReader::Parsing, Refusal> RequestReader::parse_body(std::string& piece,
                                                                         std::size_t& filled) {
  auto& body = parser_.get().body();
  body.data = piece.data() + filled;
  body.size = piece.size() - filled;
  body.more = true;
  error_code error;
  channel_.take(parser_.put(net::buffer(channel_.pending()), error));
  filled = piece.size() - body.size;
  if (error == http::error::need_more) return Parsing::starving;
  if (error && error != http::error::need_buffer) return std::unexpected(malformed(error));
  return Parsing::going_on;
}

/// Waits for bytes of the body; a client that trickles them is given up as one that sends none.
Awaitable<std::optional<Refusal>> RequestReader::receive_body() {
  using std::chrono::milliseconds;
  if (std::exchange(expects_continue_, false) && channel_.pending().empty())
    if (const auto error =
            co_await channel_.send("HTTP/1.1 100 Continue\r\n\r\n", {}, limits_.send_stall))
      co_return interrupted(error);
  const milliseconds earned(body_bytes_ * 1000 / limits_.body_bytes_per_second);
  const auto began = Channel::Clock::now();
  const auto patience =
      std::min<Channel::Clock::duration>(limits_.body_stall, limits_.body_stall + earned - waited_);
  const auto error = co_await channel_.receive(began + patience);
  waited_ += Channel::Clock::now() - began;
  if (error) co_return interrupted(error);
  co_return std::nullopt;
}

}  // namespace baton::native
