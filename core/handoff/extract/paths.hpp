#pragma once
#include <string>
#include <string_view>

namespace baton {

/// Shortens paths in texts: what lies below the project's folder is written relative to it, so that
/// it means the same in every clone.
class Paths {
 public:
  /// `folder` is the project's, if `cwd` lies in it or is unknown; else paths are relative to
  /// `cwd`.
  explicit Paths(std::string_view cwd = {}, std::string_view folder = {});

  /// A path by itself; one that is relative stays.
  std::string relative(std::string_view path) const;
  /// The same of a path that a tool in `cwd` was given: a relative one starts there.
  std::string given(std::string_view path) const;
  /// Every path in a text.
  std::string shortened(std::string_view text) const;
  /// Every path in a command, so that it means the same to a shell in the folder: a file of its own
  /// is `./file`, not a program to look for.
  std::string in_command(std::string_view command) const;

 private:
  std::string replaced(std::string_view text, bool to_run) const;

  std::string root_;   ///< with a slash at the end, "" if unknown
  std::string below_;  ///< `cwd` as seen from there
};

/// The path as seen from where `folder` is seen from, "." and ".." resolved; an absolute path
/// stays.
std::string joined_path(std::string_view folder, std::string_view path);

}  // namespace baton
