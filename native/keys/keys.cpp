#include "native/keys/keys.hpp"

#include <filesystem>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/models/key_name.hpp"
#include "native/keys/keyring.hpp"
#include "native/machine/within.hpp"
#include "native/machine/write_file.hpp"

namespace baton::native {
namespace {

constexpr std::size_t kMostKeys = std::size_t{1} << 20;

std::string keys_path(const machine::Environment& environment) {
  return machine::config_path(environment, "keys.json");
}

Result<Json> kept_keys(const std::string& path) {
  const auto text = machine::read_small(path, kMostKeys);
  if (!text) return Json::object();
  auto keys = parse_json(*text);
  if (keys && keys->is_object()) return keys;
  return fail(Fault::invalid, "broken_keys", path + " is no JSON object: repair or delete it.");
}

Result<bool> write_keys(const std::string& path, const Json& keys) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  return machine::write_whole(path, to_text(keys) + "\n", machine::Readers::owner);
}

std::string found_in_file(const machine::Environment& environment, const std::string& name) {
  const auto keys = kept_keys(keys_path(environment));
  if (!keys) return {};
  const auto found = keys->find(name);
  const auto* key = found == keys->end() ? nullptr : found->get_ptr<const std::string*>();
  return key ? *key : std::string();
}

Result<bool> forget_in_file(const machine::Environment& environment, const std::string& name) {
  const std::string path = keys_path(environment);
  TRY(Json keys, kept_keys(path));
  if (keys.erase(name) == 0) return false;
  return write_keys(path, keys);
}

}  // namespace

std::string key_name_of(std::string prefix, std::string_view thing) {
  for (const char c : thing) {
    const bool small = c >= 'a' && c <= 'z';
    const bool plain = is_digit(c) || (c >= 'A' && c <= 'Z');
    prefix += small ? static_cast<char>(c - 'a' + 'A') : plain ? c : '_';
  }
  return prefix;
}

std::string key_named(const machine::Environment& environment, const std::string& name) {
  if (!models::is_key_name(name)) return {};
  if (const std::string& key = environment.variable(name); !key.empty()) return key;
  std::string key = found_in_file(environment, name);
  return key.empty() ? found_in_keyring(environment, name) : key;
}

Result<std::string> keep_key(const machine::Environment& environment, const std::string& name,
                             const std::string& key) {
  if (keep_in_keyring(environment, name, key)) {
    TRY(const bool forgotten, forget_in_file(environment, name));
    static_cast<void>(forgotten);
    return "in your keyring";
  }
  const std::string path = keys_path(environment);
  TRY(Json keys, kept_keys(path));
  keys[name] = key;
  TRY(const bool written, write_keys(path, keys));
  static_cast<void>(written);
  return "in " + path + ", which you alone can read";
}

Result<bool> forget_key(const machine::Environment& environment, const std::string& name) {
  const bool had = forget_in_keyring(environment, name);
  TRY(const bool in_file, forget_in_file(environment, name));
  return had || in_file;
}

}  // namespace baton::native
