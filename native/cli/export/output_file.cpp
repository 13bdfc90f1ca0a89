#include "native/cli/export/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace baton::cli {
namespace {

std::unexpected<Error> cannot_write(const std::string& path, int problem) {
  return fail(problem == ENOENT ? Fault::not_found : Fault::unprocessable, "cannot_write",
              "Cannot write " + path + ": " + strerror(problem) + ".");
}

/// 0, or what went wrong.
int write_bytes(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

int write_new(const std::string& path, int flags, std::string_view bytes) {
  const int descriptor = open(path.c_str(), flags | O_WRONLY | O_CLOEXEC, 0666);
  if (descriptor < 0) return errno;
  const int problem = write_bytes(descriptor, bytes);
  return close(descriptor) != 0 && problem == 0 ? errno : problem;
}

/// What has no content to keep: a device, a pipe; and a link, whose target stays where it is.
bool is_written_in_place(const std::string& path) {
  struct stat about{};
  return lstat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode);
}

}  // namespace

Result<bool> write_output_file(const machine::Environment& environment, const std::string& path,
                               std::string_view bytes) {
  const std::string whole = environment.absolute(path);
  if (is_written_in_place(whole)) {
    const int problem = write_new(whole, O_TRUNC, bytes);
    if (problem != 0) return cannot_write(path, problem);
    return true;
  }
  const std::string beside = whole + ".part" + std::to_string(getpid());
  int problem = write_new(beside, O_CREAT | O_EXCL, bytes);
  if (problem == 0 && rename(beside.c_str(), whole.c_str()) != 0) problem = errno;
  if (problem == 0) return true;
  if (problem != EEXIST) unlink(beside.c_str());
  return cannot_write(path, problem);
}

}  // namespace baton::cli
