#include "native/live/curl_stream.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <boost/asio/error.hpp>

namespace baton::native {

int CurlStream::socket() const {
  curl_socket_t socket = CURL_SOCKET_BAD;
  curl_easy_getinfo(handle_.get(), CURLINFO_ACTIVESOCKET, &socket);
  return socket;
}

bool CurlStream::await(short events, error_code& error) {
  pollfd waiting{.fd = socket(), .events = events, .revents = 0};
  const int ready = poll(&waiting, 1, static_cast<int>(silence_.count()));
  if (ready == 0) error = boost::asio::error::timed_out;
  return ready != 0;
}

template <class Some>
std::size_t CurlStream::move(std::size_t size, short events, error_code at_end, error_code& error,
                             Some some) {
  error = {};
  while (size > 0) {
    std::size_t count = 0;
    const CURLcode outcome = some(count);
    if (outcome == CURLE_OK && count > 0) return count;
    if (outcome == CURLE_AGAIN && await(events, error)) continue;
    if (!error) error = at_end;
    return 0;
  }
  return 0;
}

std::size_t CurlStream::receive(void* bytes, std::size_t size, error_code& error) {
  return move(size, POLLIN, boost::asio::error::eof, error, [&](std::size_t& count) {
    return curl_easy_recv(handle_.get(), bytes, size, &count);
  });
}

std::size_t CurlStream::send(const void* bytes, std::size_t size, error_code& error) {
  return move(size, POLLOUT, boost::asio::error::broken_pipe, error, [&](std::size_t& count) {
    return curl_easy_send(handle_.get(), bytes, size, &count);
  });
}

void CurlStream::shut() { ::shutdown(socket(), SHUT_RDWR); }

void teardown(boost::beast::role_type /*role*/, CurlStream& stream,
              boost::system::error_code& error) {
  stream.shut();
  error = {};
}

void beast_close_socket(CurlStream& stream) { stream.shut(); }

}  // namespace baton::native
