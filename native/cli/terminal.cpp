#include "native/cli/terminal.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace baton::cli {
namespace {

constexpr std::size_t kUsualColumns = 80;

bool wants_styles() {
  const char* none = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return !(none && *none) && terminal && std::strcmp(terminal, "dumb") != 0;
}

const char* sequence_of(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::bold:
      return "\x1B[1m";
    case Style::dim:
      return "\x1B[2m";
    case Style::good:
      return "\x1B[32m";
    case Style::warning:
      return "\x1B[33m";
    case Style::bad:
      return "\x1B[31m";
    case Style::accent:
      return "\x1B[36m";
  }
  return "";
}

/// Waits until a descriptor that somebody made non-blocking takes more.
void wait_until_writable(int descriptor) {
  pollfd waiting{.fd = descriptor, .events = POLLOUT, .revents = 0};
  poll(&waiting, 1, -1);
}

}  // namespace

Output::Output(int descriptor)
    : descriptor_(descriptor),
      terminal_(isatty(descriptor) == 1),
      styles_(terminal_ && wants_styles()) {}

void Output::write(std::string_view text) {
  if (collected_) collected_->append(text);
  if (collected_ || broken_ || full_) return;
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor_, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      wait_until_writable(descriptor_);
    } else if (errno != EINTR) {
      (errno == EPIPE ? broken_ : full_) = true;
      return;
    }
  }
}

void Output::line(std::string_view text) {
  std::string whole(text);
  whole += '\n';
  write(whole);
}

std::string Output::styled(Style style, std::string_view text) const {
  if (!styles_ || style == Style::plain || text.empty()) return std::string(text);
  return sequence_of(style) + std::string(text) + "\x1B[0m";
}

std::size_t Output::columns() const {
  if (!terminal_) return 0;
  winsize size{};
  if (ioctl(descriptor_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kUsualColumns;
}

}  // namespace baton::cli
