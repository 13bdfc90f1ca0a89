#include "core/handoff/extract/paths.hpp"

#include <algorithm>
#include <vector>

#include "core/base/text.hpp"

namespace baton {

namespace {

std::string with_slashes(std::string_view path) {
  std::string slashed(path);
  std::ranges::replace(slashed, '\\', '/');
  return slashed;
}

bool has_drive(std::string_view path) { return path.size() > 1 && path[1] == ':'; }

/// With slashes, one at the end; "" for none and for the file system's root.
std::string as_root(std::string_view folder) {
  std::string root = with_slashes(folder);
  while (root.size() > 1 && root.ends_with('/')) root.pop_back();
  return root.size() > 1 ? root + '/' : std::string();
}

bool is_absolute(std::string_view path) {
  return path.starts_with('/') || path.starts_with('~') || has_drive(path);
}

/// Whether the `/name` that the text begins with lies in no further folder.
bool is_own_file(std::string_view text) {
  const std::string_view word = text.substr(0, text.find_first_of(" \t\n\"'`),;:|&<>"));
  return word.find('/', 1) == std::string_view::npos;
}

}  // namespace

Paths::Paths(std::string_view cwd, std::string_view folder) : root_(as_root(cwd)) {
  const std::string wider = as_root(folder);
  if (wider.empty() || (!root_.empty() && !root_.starts_with(wider))) return;
  if (!root_.empty()) below_ = root_.substr(wider.size());
  root_ = wider;
}

std::string Paths::relative(std::string_view path) const {
  if (path.starts_with("./")) path.remove_prefix(2);
  if (root_.empty()) return std::string(path);
  if (path.starts_with(root_)) return std::string(path.substr(root_.size()));
  const std::string slashed = with_slashes(path);
  return has_drive(path) && slashed.starts_with(root_) ? slashed.substr(root_.size())
                                                       : std::string(path);
}

std::string Paths::given(std::string_view path) const {
  if (below_.empty() || is_absolute(path)) return relative(path);
  return joined_path(below_, path);
}

std::string Paths::shortened(std::string_view text) const { return replaced(text, false); }

std::string Paths::in_command(std::string_view command) const { return replaced(command, true); }

std::string Paths::replaced(std::string_view text, bool to_run) const {
  if (root_.empty()) return std::string(text);
  const std::string_view bare = std::string_view(root_).substr(0, root_.size() - 1);
  std::string out;
  while (!text.empty()) {
    const std::size_t at = text.find(bare);
    out += text.substr(0, at);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + bare.size());
    const bool below = text.starts_with('/');
    const bool other = !text.empty() && !below && text.find_first_of(" \n\"'`),;:") != 0;
    if (other)
      out += bare;
    else if (below && text.size() > 1 && text[1] != ' ' && !(to_run && is_own_file(text)))
      text.remove_prefix(1);
    else
      out += '.';
  }
  return out;
}

std::string joined_path(std::string_view folder, std::string_view path) {
  const bool absolute = path.starts_with('/') || (path.size() > 1 && path[1] == ':');
  const std::string whole = absolute || folder.empty()
                                ? std::string(path)
                                : std::string(folder) + '/' + std::string(path);
  std::vector<std::string_view> parts;
  for (std::string_view rest = whole; !rest.empty();) {
    const std::size_t slash = rest.find('/');
    const std::string_view part = rest.substr(0, slash);
    rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
    if (part == ".." && !parts.empty() && parts.back() != "..")
      parts.pop_back();
    else if (!part.empty() && part != ".")
      parts.push_back(part);
  }
  std::string out;
  for (const std::string_view part : parts)
    out += (out.empty() && !whole.starts_with('/') ? "" : "/") + std::string(part);
  return out;
}

}  // namespace baton
