#include "native/machine/write_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace baton::machine {
namespace {

std::unexpected<Error> not_written(const std::string& path, int problem) {
  return fail(Fault::unavailable, "cannot_write",
              "Cannot write " + path + ": " + strerror(problem) + ".");
}

bool write_all(int descriptor, const std::string& text) {
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t count = write(descriptor, text.data() + written, text.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    written += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace

Result<bool> write_new(const std::string& path, const std::string& text, Readers readers) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                              readers == Readers::owner ? 0600 : 0644);
  if (descriptor < 0 && errno == EEXIST) return false;
  if (descriptor < 0) return not_written(path, errno);
  const bool written = write_all(descriptor, text);
  const int problem = errno;
  close(descriptor);
  if (written) return true;
  unlink(path.c_str());
  return not_written(path, problem);
}

namespace {

/// Puts the draft in the file's place, or takes it away.
Result<bool> exchange(const std::string& draft, const std::string& path) {
  if (rename(draft.c_str(), path.c_str()) == 0) return true;
  const int problem = errno;
  unlink(draft.c_str());
  return not_written(path, problem);
}

std::string draft_of(const std::string& path) {
  return path + ".baton-" + std::to_string(getpid());
}

}  // namespace

Result<bool> write_over(const std::string& path, const std::string& text) {
  struct stat status{};
  if (lstat(path.c_str(), &status) != 0) return not_written(path, errno);
  if (!S_ISREG(status.st_mode) || (status.st_mode & S_IWUSR) == 0 ||
      access(path.c_str(), W_OK) != 0)
    return not_written(path, EACCES);
  const std::string draft = draft_of(path);
  TRY(const bool made, write_new(draft, text, Readers::owner));
  if (!made) return not_written(draft, EEXIST);
  if (chown(draft.c_str(), status.st_uid, status.st_gid) != 0) errno = 0;
  if (chmod(draft.c_str(), status.st_mode & 07777) == 0) return exchange(draft, path);
  const int problem = errno;
  unlink(draft.c_str());
  return not_written(path, problem);
}

Result<bool> write_whole(const std::string& path, const std::string& text, Readers readers) {
  const std::string draft = draft_of(path);
  TRY(const bool made, write_new(draft, text, readers));
  if (!made) return not_written(draft, EEXIST);
  return exchange(draft, path);
}

}  // namespace baton::machine
