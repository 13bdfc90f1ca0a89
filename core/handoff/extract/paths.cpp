#include "core/handoff/extract/paths.hpp"

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

}  // namespace baton
