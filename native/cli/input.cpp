#include "native/cli/input.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace baton::cli {
namespace {

constexpr std::size_t kMostInput = 256U << 20;

std::unexpected<Error> cannot_read(const std::string& name, int problem) {
  return fail(problem == ENOENT ? Fault::not_found : Fault::unprocessable,
              problem == ENOENT ? "no_file" : "cannot_read",
              "Cannot read " + name + ": " + strerror(problem) + ".");
}

Result<std::string> read_all(int descriptor, const std::string& name) {
  std::string text;
  std::array<char, 65536> piece;
  for (;;) {
    const ssize_t count = read(descriptor, piece.data(), piece.size());
    if (count == 0) return text;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_read(name, errno);
    text.append(piece.data(), static_cast<std::size_t>(count));
    if (text.size() > kMostInput) {
      return fail(Fault::too_large, "too_large", name + " has more than 256 MiB.");
    }
  }
}

}  // namespace

Result<Input> read_input(const machine::Environment& environment, const std::string& file) {
  if (file.empty() || file == "-") {
    TRY(std::string text, read_all(STDIN_FILENO, "standard input"));
    return Input{"standard input", std::move(text)};
  }
  const int descriptor = open(environment.absolute(file).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return cannot_read(file, errno);
  auto text = read_all(descriptor, file);
  close(descriptor);
  if (!text) return std::unexpected(std::move(text).error());
  return Input{file, *std::move(text)};
}

}  // namespace baton::cli
