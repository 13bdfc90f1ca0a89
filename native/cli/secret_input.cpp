#include "native/cli/secret_input.hpp"

#include <termios.h>
#include <unistd.h>

#include "core/base/text.hpp"
#include "native/cli/input.hpp"

namespace baton::cli {
namespace {

constexpr std::size_t kMostSecret = 1000;

/// A terminal shows nothing of what is typed while this lives.
class Unseen {
 public:
  Unseen() {
    shown_ = tcgetattr(STDIN_FILENO, &before_) == 0;
    termios unseen = before_;
    unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (shown_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;
  ~Unseen() {
    if (shown_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  termios before_{};
  bool shown_ = false;
};

/// Up to the end of the line.
std::string typed_line() {
  const Unseen unseen;
  std::string line;
  for (char c = 0; line.size() <= kMostSecret && read(STDIN_FILENO, &c, 1) == 1 && c != '\n';)
    line += c;
  return line;
}

Result<std::string> text_from_input(Desk& desk, const std::string& what) {
  if (!isatty(STDIN_FILENO)) {
    TRY(Input input, read_input(desk.environment, "-"));
    return std::move(input.text);
  }
  remark(desk, "The " + what + " (it is not shown), then Enter:");
  return typed_line();
}

}  // namespace

Result<std::string> secret_from_input(Desk& desk, const std::string& what) {
  if (!desk.options.remote.empty())
    return fail(Fault::invalid, "usage",
                "A " + what + " is never sent to a server: give it on that machine.");
  TRY(const std::string text, text_from_input(desk, what));
  const std::string_view secret = trimmed(text);
  if (secret.empty() || secret.size() > kMostSecret ||
      secret.find_first_of("\r\n") != std::string_view::npos)
    return fail(Fault::invalid, "bad_" + what,
                "Standard input must hold the " + what + ", one line.");
  return std::string(secret);
}

}  // namespace baton::cli
