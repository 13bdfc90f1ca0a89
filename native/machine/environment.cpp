#include "native/machine/environment.hpp"

#include <filesystem>

extern "C" char** environ;  // NOLINT: POSIX names it so

namespace baton::machine {

const std::string& Environment::variable(std::string_view name) const {
  static const std::string kNone;
  const auto found = variables.find(name);
  return found == variables.end() ? kNone : found->second;
}

const std::string& Environment::home() const {
  static const std::string kRoot = "/";
  const std::string& home = variable("HOME");
  return home.empty() ? kRoot : home;
}

std::string Environment::absolute(std::string_view path) const {
  if (path == "~" || path.starts_with("~/")) {
    return (std::filesystem::path(home()) / path.substr(path.size() > 1 ? 2 : 1)).string();
  }
  return (std::filesystem::path(directory) / path).lexically_normal().string();
}

Environment this_environment() {
  Environment result;
  std::error_code ignored;
  result.directory = std::filesystem::current_path(ignored).string();
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view pair = *entry;
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    result.variables.emplace(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return result;
}

namespace {

/// The XDG specification ignores a relative path.
std::string base_folder(const Environment& environment, std::string_view variable,
                        std::string_view otherwise) {
  const std::string& folder = environment.variable(variable);
  return folder.starts_with('/') ? folder : environment.absolute(otherwise);
}

}  // namespace

std::string config_path(const Environment& environment, std::string_view name) {
  return base_folder(environment, "XDG_CONFIG_HOME", "~/.config") + "/baton/" + std::string(name);
}

std::string state_path(const Environment& environment, std::string_view name) {
  return base_folder(environment, "XDG_STATE_HOME", "~/.local/state") + "/baton/" +
         std::string(name);
}

std::string database_path(const Environment& environment, std::string_view flag) {
  if (!flag.empty()) return environment.absolute(flag);
  if (!environment.variable("BATON_DB").empty()) {
    return environment.absolute(environment.variable("BATON_DB"));
  }
  return base_folder(environment, "XDG_DATA_HOME", "~/.local/share") + "/baton/baton.db";
}

}  // namespace baton::machine
