#include "native/machine/keeper.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"

namespace baton::machine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostRegistry = 1 << 20;

std::string start_of_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMostRegistry, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

/// `{"projects":{"/home/me/engine":"engine"}}`
std::string registered(const fs::path& registry, const std::string& project) {
  const auto json = parse_json(start_of_file(registry));
  if (!json || !json->is_object() || !json->contains("projects")) return {};
  const Json& projects = (*json)["projects"];
  if (!projects.is_object()) return {};
  for (const auto& [folder, name] : projects.items())
    if (name.is_string() && name.get<std::string>() == project) return folder;
  return {};
}

std::string gemini_keeper(const fs::path& store, const std::vector<std::string>& candidates) {
  std::string root(trimmed(start_of_file(store / ".project_root")));
  if (root.starts_with('/')) return root;
  const std::string project = store.filename().string();
  std::string folder = registered(store.parent_path().parent_path() / "projects.json", project);
  if (!folder.empty()) return folder;
  for (const std::string& candidate : candidates)
    if (hex(sha256(candidate)) == project) return candidate;
  return {};
}

}  // namespace

std::string keeper_of(const std::string& path, const std::vector<std::string>& candidates) {
  constexpr std::string_view kAider = "/.aider.chat.history.md";
  if (path.ends_with(kAider)) return path.substr(0, path.size() - kAider.size());
  if (const auto at = path.rfind("/.specstory/history/"); at != std::string::npos)
    return path.substr(0, at);
  const auto chats = path.rfind("/chats/");
  if (chats == std::string::npos || !contains(path.substr(0, chats), "/tmp/")) return {};
  return gemini_keeper(path.substr(0, chats), candidates);
}

}  // namespace baton::machine
