#include "native/cli/preflight.hpp"

#include <algorithm>
#include <filesystem>

namespace baton::cli {
namespace {

namespace fs = std::filesystem;

bool exists(const std::string& path, const std::string& folder, const std::string& directory) {
  std::error_code ignored;
  return fs::exists(fs::path(folder) / path, ignored) ||
         fs::exists(fs::path(directory) / path, ignored);
}

/// What lies outside of the folder, as in /tmp, was perhaps never meant to stay.
bool outside(const std::string& path, const std::string& folder) {
  return path.starts_with('~') || path.starts_with("..") ||
         (path.starts_with('/') && !path.starts_with(folder + '/'));
}

bool contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::ranges::find(texts, text) != texts.end();
}

void check_files(const Json& handoff, const std::string& folder, const std::string& directory,
                 Preflight& result) {
  const auto deleted = texts_of(list_in(handoff, "deleted"));
  for (const char* member : {"created", "modified"}) {
    for (const std::string& path : texts_of(list_in(handoff, member))) {
      if (exists(path, folder, directory) || contains(deleted, path)) continue;
      (outside(path, folder) ? result.changed : result.broken).push_back(path + " is gone");
    }
  }
  for (const std::string& path : deleted) {
    if (exists(path, folder, directory)) result.changed.push_back(path + " is there again");
  }
}

void check_commit(const Json& handoff, const std::string& folder,
                  const machine::RepositoryState& repository, Preflight& result) {
  const std::string& commit = text_in(handoff, "commit");
  if (commit.empty()) return;
  if (!machine::has_commit(folder, commit)) {
    result.broken.push_back("commit " + commit + " is not in this repository");
  } else if (!repository.commit.starts_with(commit) && !commit.starts_with(repository.commit)) {
    result.changed.push_back("the head is " + repository.commit + ", then it was " + commit);
  }
}

void check_branch(const Json& handoff, const std::string& folder,
                  const machine::RepositoryState& repository, Preflight& result) {
  const std::string& branch = text_in(handoff, "branch");
  if (branch.empty() || branch == repository.branch) return;
  if (!machine::has_branch(folder, branch)) {
    result.broken.push_back("branch " + branch + " is gone");
  } else {
    const std::string now = repository.branch.empty() ? "a detached head" : repository.branch;
    result.changed.push_back("on " + now + ", then it was branch " + branch);
  }
}

void check_tree(const Json& handoff, const machine::RepositoryState& repository,
                Preflight& result) {
  const auto then = texts_of(list_in(handoff, "uncommitted"));
  std::int64_t settled = 0;
  std::int64_t fresh = 0;
  for (const std::string& path : then) settled += !contains(repository.uncommitted, path);
  for (const std::string& path : repository.uncommitted) fresh += !contains(then, path);
  if (settled) {
    result.changed.push_back(counted(settled, "file") +
                             " with changes that were not committed then: committed or undone");
  }
  if (fresh) {
    result.changed.push_back(counted(fresh, "file") +
                             " with changes not committed, which the handoff does not know");
  }
}

}  // namespace

Preflight check_handoff(const Json& handoff, const std::string& folder,
                        const std::string& directory, const machine::RepositoryState* repository) {
  Preflight result;
  check_files(handoff, folder, directory, result);
  if (!repository) return result;
  check_commit(handoff, folder, *repository, result);
  check_branch(handoff, folder, *repository, result);
  check_tree(handoff, *repository, result);
  return result;
}

}  // namespace baton::cli
