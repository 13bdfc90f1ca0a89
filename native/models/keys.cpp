#include "native/models/keys.hpp"

#include <filesystem>

#include "core/base/json.hpp"
#include "core/models/key_name.hpp"
#include "native/machine/within.hpp"
#include "native/machine/write_file.hpp"

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

}  // namespace

std::string keys_path(const machine::Environment& environment) {
  return machine::config_path(environment, "keys.json");
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
  return machine::write_whole(path, to_text(keys) + "\n", machine::Readers::owner);
}

}  // namespace baton::native
