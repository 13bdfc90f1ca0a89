#pragma once
#include <string>
#include <string_view>

namespace baton {

/// Shortens paths in texts: what lies below the working directory is written relative to it.
class Paths {
 public:
  explicit Paths(std::string_view cwd = {});

  /// A path by itself.
  std::string relative(std::string_view path) const;
  /// Every path in a text.
  std::string shortened(std::string_view text) const;

 private:
  std::string root_;  ///< with a slash at the end, "" if unknown
};

/// The path as seen from where `folder` is seen from, "." and ".." resolved; an absolute path
/// stays.
std::string joined_path(std::string_view folder, std::string_view path);

}  // namespace baton
