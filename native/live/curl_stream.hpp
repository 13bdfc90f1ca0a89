#pragma once
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/role.hpp>
#include <chrono>
#include <string>

#include "native/curl.hpp"

namespace baton::native {

/// A connection that libcurl made, by its TLS and its proxies, as what Boost calls a SyncStream.
/// Reading ends with `timed_out` when nothing came for the given time.
class CurlStream {
 public:
  using error_code = boost::system::error_code;
  using executor_type = boost::asio::io_context::executor_type;

  CurlStream(Easy handle, std::chrono::milliseconds silence)
      : handle_(std::move(handle)), silence_(silence) {}

  executor_type get_executor() { return context_.get_executor(); }

  template <class Buffers>
  std::size_t read_some(const Buffers& buffers, error_code& error) {
    const auto buffer =
        first(buffers, [](const auto& one) { return boost::asio::mutable_buffer(one); });
    return receive(buffer.data(), buffer.size(), error);
  }
  template <class Buffers>
  std::size_t write_some(const Buffers& buffers, error_code& error) {
    const auto buffer =
        first(buffers, [](const auto& one) { return boost::asio::const_buffer(one); });
    return send(buffer.data(), buffer.size(), error);
  }
  template <class Buffers>
  std::size_t read_some(const Buffers& buffers) {
    return checked([&](error_code& error) { return read_some(buffers, error); });
  }
  template <class Buffers>
  std::size_t write_some(const Buffers& buffers) {
    return checked([&](error_code& error) { return write_some(buffers, error); });
  }

  /// From any thread: whoever reads or writes is told that the connection has ended.
  void shut();

 private:
  template <class Buffers, class Convert>
  static auto first(const Buffers& buffers, Convert convert) {
    auto at = boost::asio::buffer_sequence_begin(buffers);
    const auto end = boost::asio::buffer_sequence_end(buffers);
    while (at != end && convert(*at).size() == 0) ++at;
    return at == end ? decltype(convert(*at)){} : convert(*at);
  }
  template <class Call>
  static std::size_t checked(Call call) {
    error_code error;
    const std::size_t count = call(error);
    if (error) throw boost::system::system_error(error);
    return count;
  }

  std::size_t receive(void* bytes, std::size_t size, error_code& error);
  std::size_t send(const void* bytes, std::size_t size, error_code& error);
  /// Calls `some` until it has moved bytes; waits for `events` between.
  template <class Some>
  std::size_t move(std::size_t size, short events, error_code at_end, error_code& error, Some some);
  bool await(short events, error_code& error);
  int socket() const;

  boost::asio::io_context context_;  ///< nothing runs on it; Boost wants to know one
  Easy handle_;
  std::chrono::milliseconds silence_;
};

/// What Boost asks of a stream for WebSockets.
void teardown(boost::beast::role_type role, CurlStream& stream, boost::system::error_code& error);
void beast_close_socket(CurlStream& stream);

}  // namespace baton::native
