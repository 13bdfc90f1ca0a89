#pragma once
#include <map>
#include <string>
#include <string_view>

namespace baton::machine {

/// Where a command runs: what it would otherwise ask of the process, so that tests can say it.
struct Environment {
  std::string directory;  ///< absolute working directory
  std::map<std::string, std::string, std::less<>> variables;

  /// The variable's value; "" if it is unset.
  const std::string& variable(std::string_view name) const;
  /// $HOME, else "/".
  const std::string& home() const;
  /// `path` made absolute from `directory`, `~` at its start from home.
  std::string absolute(std::string_view path) const;
};

/// This process's.
Environment this_environment();

/// What of a person's own configuration is called `name`: $XDG_CONFIG_HOME/baton/NAME, else
/// ~/.config/baton/NAME. Absolute.
std::string config_path(const Environment& environment, std::string_view name);

/// The same of what Baton remembers for itself: $XDG_STATE_HOME/baton/NAME, else
/// ~/.local/state/baton/NAME.
std::string state_path(const Environment& environment, std::string_view name);

/// Where the database lies: `flag`, else $BATON_DB, else $XDG_DATA_HOME/baton/baton.db, else
/// ~/.local/share/baton/baton.db. Absolute.
std::string database_path(const Environment& environment, std::string_view flag);

}  // namespace baton::machine
