#include "native/machine/service.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace baton::machine {
namespace {

Answering outcome_of(int descriptor, std::chrono::milliseconds patience) {
  pollfd waiting{.fd = descriptor, .events = POLLOUT, .revents = 0};
  if (poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return Answering::silent;
  int problem = 0;
  socklen_t size = sizeof problem;
  getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &size);
  return problem == 0 ? Answering::yes : Answering::no;
}

Answering connects_to(const sockaddr* address, socklen_t size, std::chrono::milliseconds patience) {
  const int descriptor = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return Answering::no;
  Answering answering = Answering::no;
  if (connect(descriptor, address, size) == 0) {
    answering = Answering::yes;
  } else if (errno == EINPROGRESS) {
    answering = outcome_of(descriptor, patience);
  }
  close(descriptor);
  return answering;
}

}  // namespace

Answering connects(std::uint16_t port, std::chrono::milliseconds patience) {
  sockaddr_in four{};
  four.sin_family = AF_INET;
  four.sin_port = htons(port);
  four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const Answering first = connects_to(reinterpret_cast<sockaddr*>(&four), sizeof four, patience);
  if (first != Answering::no) return first;
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_port = htons(port);
  six.sin6_addr = in6addr_loopback;
  return connects_to(reinterpret_cast<sockaddr*>(&six), sizeof six, patience);
}

}  // namespace baton::machine
