#include "core/handoff/extract/paths.hpp"

#include <vector>

#include "core/base/text.hpp"

namespace baton {

Paths::Paths(std::string_view cwd) : root_(cwd) {
  for (char& c : root_)
    if (c == '\\') c = '/';
  while (root_.size() > 1 && root_.ends_with('/')) root_.pop_back();
  root_ = root_.size() > 1 ? root_ + '/' : std::string();
}

std::string Paths::relative(std::string_view path) const {
  if (path.starts_with("./")) path.remove_prefix(2);
  if (!root_.empty() && path.starts_with(root_)) path.remove_prefix(root_.size());
  return std::string(path);
}

std::string Paths::shortened(std::string_view text) const {
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
    else if (below && text.size() > 1 && text[1] != ' ')
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
