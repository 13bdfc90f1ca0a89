#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>

namespace baton::machine {

/// Looks at paths that somebody else wrote, without leaving one folder and without opening what is
/// no plain file: a path with `..` or a linked folder that leads out is refused, a FIFO is seen and
/// not read.
class Within {
 public:
  /// `folder` is absolute and exists.
  explicit Within(const std::string& folder);

  /// `path`, taken from `base` if it is relative: its absolute form if it lies in the folder. What
  /// it names need not exist; links on the way to it are followed, the last name is not.
  std::optional<std::string> resolve(const std::string& path, const std::string& base);

  const std::string& folder() const { return folder_; }

 private:
  bool contains(const std::string& path) const;

  std::string folder_;
  std::unordered_map<std::string, std::optional<std::string>> parents_;
};

enum class FileKind { missing, plain, link, folder, other };
FileKind file_kind(const std::string& path);

/// When the file's content last changed, in milliseconds since 1970; 0 if unknown.
std::int64_t changed_at(const std::string& path);

/// A plain file's text; nullopt if it is none or has more than `most` bytes. Never waits.
std::optional<std::string> read_small(const std::string& path, std::size_t most);

/// Whether it is a file that may be run.
bool is_program(const std::string& path);

}  // namespace baton::machine
