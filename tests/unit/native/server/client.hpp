#pragma once
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace baton::native {

/// A client that sends exactly the bytes it is told to.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : file_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(file_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { close(file_); }

  bool connected() const { return connected_; }

  /// False if the server does not take them all.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(file_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void finish_sending() { shutdown(file_, SHUT_WR); }

  /// What arrives until the server closes or nothing comes for `patience` milliseconds.
  std::string read_all(int patience = 5000) {
    std::string bytes;
    while (read_some(bytes, patience)) {
    }
    return bytes;
  }

  /// One response whose body has a Content-Length, or what there is of it.
  std::string read_response(bool with_body = true) {
    while (received_.find("\r\n\r\n") == std::string::npos)
      if (!read_some(received_, 5000)) return std::move(received_);
    const std::size_t head = received_.find("\r\n\r\n") + 4;
    const std::size_t field = received_.find("Content-Length: ");
    const std::size_t length =
        with_body && field < head ? std::stoul(received_.substr(field + 16)) : 0;
    while (received_.size() < head + length)
      if (!read_some(received_, 5000)) return std::move(received_);
    std::string response = received_.substr(0, head + length);
    received_.erase(0, head + length);
    return response;
  }

  bool closed() const { return closed_; }

 private:
  bool read_some(std::string& into, int patience) {
    pollfd waiting{file_, POLLIN, 0};
    if (poll(&waiting, 1, patience) <= 0) return false;
    char bytes[65536];
    const ssize_t count = recv(file_, bytes, sizeof bytes, 0);
    closed_ = count <= 0;
    if (count > 0) into.append(bytes, static_cast<std::size_t>(count));
    return count > 0;
  }

  int file_;
  bool connected_ = false;
  bool closed_ = false;
  std::string received_;
};

}  // namespace baton::native
