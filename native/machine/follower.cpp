#include "native/machine/follower.hpp"

namespace baton::machine {

void FileFollower::take(const std::map<std::string, FileState>& files) {
  for (const auto& [path, state] : files) {
    taken_[path] = state;
    changing_.erase(path);
  }
}

std::vector<std::string> FileFollower::due(const std::map<std::string, FileState>& files,
                                           Clock::time_point now) {
  std::vector<std::string> paths;
  std::erase_if(changing_, [&](const auto& one) { return !files.contains(one.first); });
  for (const auto& [path, state] : files) {
    const auto taken = taken_.find(path);
    if (taken != taken_.end() && taken->second == state) {
      changing_.erase(path);
      continue;
    }
    const auto [at, is_new] = changing_.try_emplace(path, Change{state, now, now});
    Change& change = at->second;
    if (!is_new && change.state != state) {
      change.state = state;
      change.last = now;
    }
    if (now - change.last >= still_ || now - change.first >= longest_) paths.push_back(path);
  }
  return paths;
}

}  // namespace baton::machine
