#include "native/machine/git.hpp"

#include <charconv>
#include <filesystem>
#include <string_view>

#include "core/base/text.hpp"
#include "core/projects/identity.hpp"
#include "native/machine/git_run.hpp"

namespace baton::machine {
namespace {

constexpr int kMostHops = 4;  ///< clones of clones on this machine
constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::seconds kHistoryPatience{30};

std::string first_line(const std::optional<std::string>& text) {
  return text ? std::string(trimmed(text->substr(0, text->find('\n')))) : "";
}

/// The URL of origin, else of the first remote: "" if there is none.
std::string remote_url(const std::string& directory, TimeLimit limit = kNoTimeLimit) {
  const auto listing = git(directory, {"remote", "-v"}, left_until(limit, kPatience));
  std::string chosen;
  for (const std::string_view line : lines_of(listing.value_or(""))) {
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos || !line.ends_with("(fetch)")) continue;
    const auto url = trimmed(line.substr(tab + 1, line.size() - tab - 1 - 7));
    if (chosen.empty() || line.substr(0, tab) == "origin") chosen = url;
  }
  return chosen;
}

std::string local_path(std::string url, const std::string& from) {
  if (url.starts_with("file://")) url.erase(0, 7);
  return (std::filesystem::path(from) / url).lexically_normal().string();
}

std::string remote_of(std::string directory, TimeLimit limit) {
  for (int hop = 0; hop < kMostHops; ++hop) {
    const std::string url = remote_url(directory, limit);
    if (url.empty()) return "";
    std::string remote = normalised_remote(url);
    if (!remote.empty()) return remote;
    directory = local_path(url, directory);
  }
  return "";
}

/// The oldest root: an import of another history adds younger ones, which must not change the name.
std::string root_commit_of(const std::string& directory, TimeLimit limit) {
  const auto roots =
      git(directory, {"rev-list", "--max-parents=0", "HEAD"}, left_until(limit, kHistoryPatience));
  if (!roots) return "";
  std::string oldest;
  for (const std::string_view line : lines_of(*roots)) {
    if (!trimmed(line).empty()) oldest = trimmed(line);
  }
  return oldest;
}

/// The path of a porcelain v2 entry, or "".
std::string path_of_entry(std::string_view entry) {
  if (entry.starts_with("? ")) return std::string(entry.substr(2));
  int blanks = 0;
  if (entry.starts_with("1 ")) blanks = 8;
  if (entry.starts_with("2 ")) blanks = 9;
  if (entry.starts_with("u ")) blanks = 10;
  if (blanks == 0) return "";
  for (; blanks > 0; --blanks) {
    const auto blank = entry.find(' ');
    if (blank == std::string_view::npos) return "";
    entry.remove_prefix(blank + 1);
  }
  return std::string(entry);
}

void read_header(std::string_view entry, RepositoryState& state) {
  constexpr std::string_view kHead = "# branch.head ";
  constexpr std::string_view kCommit = "# branch.oid ";
  if (entry.starts_with(kHead)) state.branch = entry.substr(kHead.size());
  if (entry.starts_with(kCommit)) state.commit = entry.substr(kCommit.size(), 12);
  if (state.branch == "(detached)") state.branch.clear();
  if (state.commit == "(initial)") state.commit.clear();
}

void read_status(std::string_view status, RepositoryState& state) {
  while (!status.empty()) {
    const std::string_view entry = status.substr(0, status.find('\0'));
    status.remove_prefix(std::min(entry.size() + 1, status.size()));
    if (entry.starts_with("# ")) read_header(entry, state);
    std::string path = path_of_entry(entry);
    if (!path.empty()) state.uncommitted.push_back(std::move(path));
    if (entry.starts_with("2 ")) {  // a rename's old name follows
      status.remove_prefix(std::min(status.find('\0'), status.size() - 1) + 1);
    }
  }
}

int count_unpushed(const std::string& top) {
  const std::string text =
      first_line(git(top, {"rev-list", "--count", "HEAD", "--not", "--remotes"}));
  int count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

bool safe_name(const std::string& name) { return !name.empty() && !name.starts_with('-'); }

}  // namespace

std::optional<Repository> repository_of(const std::string& directory, TimeLimit limit) {
  const auto places = git(directory,
                          {"rev-parse", "--path-format=absolute", "--show-toplevel",
                           "--git-common-dir", "--is-shallow-repository"},
                          left_until(limit, kPatience));
  if (!places) return std::nullopt;
  const auto lines = lines_of(*places);
  if (lines.size() < 3) return std::nullopt;
  Repository repository;
  repository.top = lines[0];
  const std::string_view common = lines[1];
  repository.main_folder =
      common.ends_with("/.git") ? common.substr(0, common.size() - 5) : repository.top;
  if (lines[2] != "true") repository.root_commit = root_commit_of(directory, limit);
  repository.remote = remote_of(directory, limit);
  return repository;
}

std::optional<RepositoryState> repository_state(const std::string& top,
                                                std::chrono::milliseconds patience) {
  const auto status = git(top, {"status", "--porcelain=v2", "--branch", "-z"}, patience);
  if (!status) return std::nullopt;
  RepositoryState state;
  read_status(*status, state);
  state.has_remote = !remote_url(top).empty();
  if (state.has_remote && !state.commit.empty()) state.unpushed = count_unpushed(top);
  return state;
}

bool has_repository(const std::string& directory) {
  return git(directory, {"rev-parse", "--git-dir"}).has_value();
}

std::string current_branch(const std::string& directory, TimeLimit limit) {
  return first_line(
      git(directory, {"symbolic-ref", "--quiet", "--short", "HEAD"}, left_until(limit, kPatience)));
}

bool has_commit(const std::string& top, const std::string& commit,
                std::chrono::milliseconds patience) {
  return safe_name(commit) &&
         git(top, {"cat-file", "-e", commit + "^{commit}"}, patience).has_value();
}

bool has_branch(const std::string& top, const std::string& branch,
                std::chrono::milliseconds patience) {
  if (!safe_name(branch)) return false;
  return git(top, {"show-ref", "--verify", "--quiet", "refs/heads/" + branch}, patience)
             .has_value() ||
         !first_line(git(top, {"for-each-ref", "--count=1", "refs/remotes/*/" + branch}, patience))
              .empty();
}

}  // namespace baton::machine
