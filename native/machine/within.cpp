#include "native/machine/within.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace baton::machine {
namespace {

constexpr std::size_t kLongestPath = 4096;

std::string without_end_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

}  // namespace

Within::Within(const std::string& folder) {
  std::error_code problem;
  folder_ = without_end_slash(std::filesystem::weakly_canonical(folder, problem).string());
  if (problem) folder_ = folder;
}

bool Within::contains(const std::string& path) const {
  return path == folder_ || path.starts_with(folder_ == "/" ? "/" : folder_ + '/');
}

std::optional<std::string> Within::resolve(const std::string& path, const std::string& base) {
  if (path.empty() || path.size() > kLongestPath || path.starts_with('~') ||
      path.find('\0') != std::string::npos)
    return std::nullopt;
  const std::filesystem::path whole =
      without_end_slash((std::filesystem::path(base) / path).lexically_normal().string());
  if (whole == folder_) return folder_;
  const std::string parent = whole.parent_path().string();
  auto known = parents_.find(parent);
  if (known == parents_.end()) {
    std::error_code problem;
    const std::string real = std::filesystem::weakly_canonical(parent, problem).string();
    const bool inside = !problem && contains(without_end_slash(real));
    known = parents_.emplace(parent, inside ? std::optional(real) : std::nullopt).first;
  }
  if (!known->second) return std::nullopt;
  return (std::filesystem::path(*known->second) / whole.filename()).string();
}

FileKind file_kind(const std::string& path) {
  struct stat status{};
  if (lstat(path.c_str(), &status) != 0) return FileKind::missing;
  if (S_ISREG(status.st_mode)) return FileKind::plain;
  if (S_ISLNK(status.st_mode)) return FileKind::link;
  return S_ISDIR(status.st_mode) ? FileKind::folder : FileKind::other;
}

std::int64_t changed_at(const std::string& path) {
  struct stat status{};
  if (lstat(path.c_str(), &status) != 0) return 0;
  return static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1000 +
         status.st_mtim.tv_nsec / 1'000'000;
}

std::optional<std::string> read_small(const std::string& path, std::size_t most) {
  // Opening a device can do something; the flags are for what is put there in between.
  if (file_kind(path) != FileKind::plain) return std::nullopt;
  const int descriptor = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return std::nullopt;
  struct stat status{};
  std::optional<std::string> text;
  if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= 0 &&
      static_cast<std::size_t>(status.st_size) <= most) {
    text.emplace(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < text->size()) {
      const ssize_t count = read(descriptor, text->data() + filled, text->size() - filled);
      if (count <= 0) break;
      filled += static_cast<std::size_t>(count);
    }
    text->resize(filled);
  }
  close(descriptor);
  return text;
}

bool is_program(const std::string& path) {
  struct stat status{};
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         access(path.c_str(), X_OK) == 0;
}

}  // namespace baton::machine
