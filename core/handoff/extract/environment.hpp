#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"

namespace baton {

/// What the commands of a session did to the machine around the repository, as far as they say so
/// themselves: packages installed by name, migrations run, services started. Nothing is guessed: a
/// command that failed, or whose output tells of an error, counts for nothing.
class Environment {
 public:
  /// A run that ended. `output` may be cut in the middle.
  void ran(std::string_view command, std::string_view output, bool failed, int turn);

  /// Items with `turn`, not yet with a session.
  const std::vector<HandoffItem>& packages() const { return packages_; }
  const std::vector<HandoffItem>& database() const { return database_; }
  const std::vector<HandoffItem>& services() const { return services_; }

 private:
  void read_part(const std::string& part, int turn);

  std::vector<HandoffItem> packages_;
  std::vector<HandoffItem> database_;
  std::vector<HandoffItem> services_;
};

}  // namespace baton
