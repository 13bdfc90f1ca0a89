#include "native/machine/git_since.hpp"

#include <algorithm>
#include <string_view>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "native/machine/git_run.hpp"

namespace baton::machine {
namespace {

/// Calls `take` with each part of a text whose parts end in NUL.
template <class Take>
void each_path(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::string_view path = text.substr(0, text.find('\0'));
    if (!path.empty()) take(path);
    text.remove_prefix(std::min(path.size() + 1, text.size()));
  }
}

}  // namespace

std::string top_of(const std::string& directory, std::chrono::milliseconds patience) {
  const auto top = git(directory, {"rev-parse", "--show-toplevel"}, patience);
  return top ? top->substr(0, top->find('\n')) : "";
}

std::optional<Distance> distance_to_head(const std::string& top, const std::string& commit,
                                         std::chrono::milliseconds patience) {
  const auto counts =
      git(top, {"rev-list", "--left-right", "--count", commit + "...HEAD", "--"}, patience);
  if (!counts) return std::nullopt;
  const std::string_view text = trimmed(*counts);
  const std::size_t tab = std::min(text.find('\t'), text.size());
  const auto apart = whole_number(text.substr(0, tab));
  const auto behind = whole_number(trimmed(text.substr(tab)));
  if (!apart || !behind) return std::nullopt;
  return Distance{.behind = static_cast<int>(*behind), .apart = static_cast<int>(*apart)};
}

std::string commit_before(const std::string& top, const std::string& instant,
                          std::chrono::milliseconds patience) {
  if (!from_iso8601(instant)) return "";
  const auto commit = git(top, {"rev-list", "-1", "--before=" + instant, "HEAD", "--"}, patience);
  return commit ? std::string(trimmed(*commit)) : "";
}

std::optional<std::unordered_set<std::string>> changed_since(const std::string& top,
                                                             const std::string& commit,
                                                             std::chrono::milliseconds patience) {
  const auto listing = git(top,
                           {"diff", "--name-only", "-z", "--no-renames", "--no-ext-diff",
                            "--no-textconv", "--ignore-submodules", commit, "--"},
                           patience);
  if (!listing) return std::nullopt;
  std::unordered_set<std::string> paths;
  each_path(*listing, [&](std::string_view path) { paths.emplace(path); });
  return paths;
}

bool has_path(const std::string& top, const std::string& commit, const std::string& path,
              std::chrono::milliseconds patience) {
  return git(top, {"cat-file", "-e", commit + ':' + path}, patience).has_value();
}

std::optional<std::unordered_set<std::string>> tracked_names(const std::string& top,
                                                             std::chrono::milliseconds patience) {
  const auto listing = git(top, {"ls-files", "-z"}, patience);
  if (!listing) return std::nullopt;
  std::unordered_set<std::string> names;
  each_path(*listing, [&](std::string_view path) { names.emplace(base_name(path)); });
  return names;
}

bool is_commit_name(const std::string& text) {
  return text.size() >= 4 && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

}  // namespace baton::machine
