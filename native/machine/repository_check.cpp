#include "native/machine/repository_check.hpp"

#include "core/base/text.hpp"
#include "native/machine/git_since.hpp"
#include "native/machine/within.hpp"

namespace baton::machine {
namespace {

constexpr std::size_t kLongestBranch = 250;

Outcome no_git(bool repository) {
  return {Verdict::unchecked,
          repository ? "git did not answer in time" : "there is no git repository here"};
}

std::string number_of(std::size_t count, const std::string& one) {
  return std::to_string(count) + ' ' + one + (count == 1 ? "" : "s");
}

/// What `baton done` wrote itself, after the handoff.
bool is_published(const std::string& folder, const std::string& path) {
  if (path == "handoffs/") return true;
  if (path != "HANDOFF.md" && path != "PROJECT_STATUS.md" && !path.starts_with("handoffs/"))
    return false;
  constexpr std::size_t kMost = 16U << 20;
  return read_small(folder + '/' + path, kMost).value_or("").contains("<!-- baton:");
}

std::string head_of(const RepositoryState& state) {
  return state.branch.empty() ? "a detached head is" : state.branch + " is";
}

}  // namespace

const RepositoryState* RepositoryCheck::state() {
  if (!ground_.repository) return nullptr;
  if (!state_) state_ = repository_state(ground_.folder, deadline_.next());
  return *state_ ? &**state_ : nullptr;
}

Outcome RepositoryCheck::check_branch(const std::string& branch) {
  const RepositoryState* now = state();
  if (!now) return no_git(ground_.repository);
  if (now->branch == branch) return {};
  if (deadline_.over()) return no_git(true);
  if (branch.size() > kLongestBranch || !has_branch(ground_.folder, branch, deadline_.next()))
    return {Verdict::broken, "branch " + branch + " is gone; " + head_of(*now) + " checked out"};
  return {Verdict::changed, head_of(*now) + " checked out, then it was branch " + branch};
}

Outcome RepositoryCheck::check_commit(const std::string& commit) {
  const RepositoryState* now = state();
  if (!now) return no_git(ground_.repository);
  if (!is_commit_name(commit)) return {Verdict::unchecked, "it is no commit's name"};
  if (now->commit.starts_with(commit) || (!now->commit.empty() && commit.starts_with(now->commit)))
    return {};
  if (deadline_.over()) return no_git(true);
  if (!has_commit(ground_.folder, commit, deadline_.next()))
    return {Verdict::broken, "commit " + commit + " is not in this repository"};
  const auto distance = distance_to_head(ground_.folder, commit, deadline_.next());
  if (!distance) return no_git(true);
  const auto since = static_cast<std::size_t>(distance->behind);
  if (distance->apart == 0)
    return {Verdict::changed,
            number_of(since, "commit") + " since " + commit + ": the head is " + now->commit};
  return {Verdict::changed, "the head, " + now->commit + ", does not contain commit " + commit};
}

Outcome RepositoryCheck::check_tree() {
  const RepositoryState* now = state();
  if (!now) return no_git(ground_.repository);
  std::size_t fresh = 0;
  std::string first;
  for (const std::string& path : now->uncommitted) {
    if (was_uncommitted(path) || is_published(ground_.folder, path)) continue;
    if (fresh++ == 0) first = path;
  }
  const std::unordered_set<std::string> still(now->uncommitted.begin(), now->uncommitted.end());
  std::size_t settled = 0;
  for (const std::string& path : uncommitted_then()) settled += !still.contains(path);
  std::string found;
  if (fresh)
    found = number_of(fresh, "file") + " not committed that the handoff does not name: " + first +
            (fresh > 1 ? ", …" : "");
  if (settled)
    found += (found.empty() ? "" : "; ") + number_of(settled, "file") +
             " not committed then: committed or undone since";
  return found.empty() ? Outcome{} : Outcome{Verdict::changed, found};
}

const std::unordered_set<std::string>& RepositoryCheck::uncommitted_then() {
  if (!then_) then_.emplace(handoff_.uncommitted.begin(), handoff_.uncommitted.end());
  return *then_;
}

bool RepositoryCheck::was_uncommitted(const std::string& path) {
  return uncommitted_then().contains(path);
}

std::string RepositoryCheck::base_commit() {
  if (is_commit_name(handoff_.commit) &&
      has_commit(ground_.folder, handoff_.commit, deadline_.next()))
    return handoff_.commit;
  return commit_before(ground_.folder, handoff_.date, deadline_.next());
}

bool RepositoryCheck::differs(const std::string& path) {
  if (!ground_.repository) return false;
  if (!changed_) {
    if (!base_) base_ = base_commit();
    changed_ =
        base_->empty() ? std::nullopt : changed_since(ground_.folder, *base_, deadline_.next());
  }
  return *changed_ && (*changed_)->contains(path);
}

std::optional<bool> RepositoryCheck::held(const std::string& path) {
  if (!ground_.repository) return std::nullopt;
  if (!base_) base_ = base_commit();
  if (base_->empty() || deadline_.over()) return std::nullopt;
  return has_path(ground_.folder, *base_, path, deadline_.next());
}

std::optional<bool> RepositoryCheck::has_name(const std::string& name) {
  if (!ground_.repository) return std::nullopt;
  if (!names_) names_ = tracked_names(ground_.folder, deadline_.next());
  if (!*names_) return std::nullopt;
  if ((*names_)->contains(name)) return true;
  const RepositoryState* now = state();
  for (const std::string& path : now ? now->uncommitted : std::vector<std::string>())
    if (base_name(path) == name) return true;
  return false;
}

}  // namespace baton::machine
