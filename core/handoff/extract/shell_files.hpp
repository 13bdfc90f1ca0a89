#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// The paths that a shell command removes (`rm`, `git rm`), as given, behind the folder that it
/// changed to before: "x/a.cpp" of `cd x && rm a.cpp`.
std::vector<std::string> paths_removed_by(std::string_view command);

/// A file that a shell command writes.
struct ShellWrite {
  std::string path;      ///< as given, behind the folder that the command changed to before
  bool appends = false;  ///< it was there before, or may have been
  bool operator==(const ShellWrite&) const = default;
};

/// The files that a shell command writes by `>`, `>>` or `tee`: "x/a.ts" of `cd x && cat > a.ts
/// <<EOF`. Not what only keeps an output: of tests and builds, logs, temporary files; nor names
/// that hold variables.
std::vector<ShellWrite> paths_written_by(std::string_view command);

/// Where a simple command, given by its words, leaves the shell that was in `folder`.
std::string folder_by(const std::vector<std::string>& words, const std::string& folder);

/// The folder that a shell is in after a command, from the one it was in before.
std::string folder_after(std::string_view command, std::string_view folder);

/// The folder that a shell is in after a command with `pwd` in it, by its output; "" if it does
/// not tell.
std::string folder_told(std::string_view command, std::string_view output);

}  // namespace baton
