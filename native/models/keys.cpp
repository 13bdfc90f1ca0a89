#include "native/models/keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "core/base/json.hpp"
#include "core/models/key_name.hpp"
#include "native/machine/within.hpp"

namespace baton::native {
namespace {

constexpr std::size_t kMostKeys = std::size_t{1} << 20;

Result<Json> kept_keys(const std::string& path) {
  const auto text = machine::read_small(path, kMostKeys);
  if (!text) return Json::object();
  auto keys = parse_json(*text);
  if (keys && keys->is_object()) return keys;
  return fail(Fault::invalid, "broken_keys", path + " is no JSON object: repair or delete it.");
}

std::unexpected<Error> keys_not_written(const std::string& path, int problem) {
  return fail(Fault::unavailable, "cannot_write",
              "Cannot write " + path + ": " + strerror(problem) + ".");
}

/// As a whole, and never readable by others.
Result<bool> write_privately(const std::string& path, const std::string& text) {
  const std::string draft = path + ".baton-" + std::to_string(getpid());
  const int descriptor =
      open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) return keys_not_written(draft, errno);
  const bool written =
      write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const int problem = errno;
  close(descriptor);
  if (written && rename(draft.c_str(), path.c_str()) == 0) return true;
  unlink(draft.c_str());
  return keys_not_written(path, written ? errno : problem);
}

}  // namespace

std::string keys_path(const machine::Environment& environment) {
  const std::string& config = environment.variable("XDG_CONFIG_HOME");
  if (config.starts_with('/')) return config + "/baton/keys.json";
  return environment.absolute("~/.config/baton/keys.json");
}

std::string key_named(const machine::Environment& environment, const std::string& name) {
  if (!models::is_key_name(name)) return {};
  if (const std::string& key = environment.variable(name); !key.empty()) return key;
  const auto keys = kept_keys(keys_path(environment));
  if (!keys) return {};
  const auto found = keys->find(name);
  const auto* key = found == keys->end() ? nullptr : found->get_ptr<const std::string*>();
  return key ? *key : std::string();
}

Result<bool> keep_key(const machine::Environment& environment, const std::string& name,
                      const std::string& key) {
  const std::string path = keys_path(environment);
  TRY(Json keys, kept_keys(path));
  if (key.empty() && keys.erase(name) == 0) return false;
  if (!key.empty()) keys[name] = key;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  return write_privately(path, to_text(keys) + "\n");
}

}  // namespace baton::native
