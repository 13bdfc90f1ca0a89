#pragma once
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "native/machine/environment.hpp"

namespace baton::native {

/// The secrets that this machine sends elsewhere, by name: keys of models
/// (core/models/key_name.hpp) and tokens of remotes. Each is an environment variable, else a line
/// of
/// `$XDG_CONFIG_HOME/baton/keys.json`, an object of names and keys that its owner alone can read,
/// else in the desktop's keyring. None is ever in the database.

/// Under which name the key of a thing is kept: `BATON_KEY_`, `my-model` → BATON_KEY_MY_MODEL.
std::string key_name_of(std::string prefix, std::string_view thing);

/// "" if there is none, or the name is no key's.
std::string key_named(const machine::Environment& environment, const std::string& name);

/// Puts a key into the keyring, else into the file: where it is now, in words. Errors:
/// "cannot_write", "broken_keys" where the file is no JSON object.
Result<std::string> keep_key(const machine::Environment& environment, const std::string& name,
                             const std::string& key);

/// Takes it out of both: whether there was one. Errors as above.
Result<bool> forget_key(const machine::Environment& environment, const std::string& name);

}  // namespace baton::native
