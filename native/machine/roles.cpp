#include "native/machine/roles.hpp"

#include <filesystem>
#include <map>

#include "core/base/text.hpp"
#include "native/machine/within.hpp"

namespace baton::machine {
namespace {

constexpr std::size_t kMostRoleBytes = 64 * 1024;
constexpr std::size_t kMostRoles = 500;

void add_own(const std::string& folder, std::map<std::string, SessionRole>& roles) {
  std::error_code problem;
  std::filesystem::directory_iterator files(folder, problem);
  for (; !problem && files != std::filesystem::directory_iterator() && roles.size() < kMostRoles;
       files.increment(problem)) {
    const std::filesystem::path& path = files->path();
    if (path.extension() != ".md") continue;
    const auto text = read_small(path.string(), kMostRoleBytes);
    if (!text) continue;
    std::int64_t replaced = 0;
    const std::string name = repaired_utf8(path.stem().string(), replaced);
    roles[name] = {
        .name = name, .text = repaired_utf8(trimmed(*text), replaced), .path = path.string()};
  }
}

}  // namespace

std::string roles_folder(const Environment& environment) {
  return config_path(environment, "roles");
}

std::vector<SessionRole> all_roles(const Environment& environment) {
  std::map<std::string, SessionRole> by_name;
  for (const BuiltinRole& role : builtin_roles()) {
    const std::string name(role.name);
    by_name[name] = {.name = name, .text = std::string(trimmed(role.text)), .path = {}};
  }
  add_own(roles_folder(environment), by_name);
  std::vector<SessionRole> roles;
  for (auto& [name, role] : by_name) roles.push_back(std::move(role));
  return roles;
}

Result<SessionRole> role_named(const Environment& environment, const std::string& name) {
  std::string names;
  for (SessionRole& role : all_roles(environment)) {
    if (role.name == name) return std::move(role);
    names += (names.empty() ? "" : ", ") + role.name;
  }
  return fail(Fault::not_found, "unknown_role",
              "There is no role " + name + ". There are " + names + "; your own go into " +
                  roles_folder(environment) + "/NAME.md.");
}

}  // namespace baton::machine
