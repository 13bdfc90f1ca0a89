#pragma once
#include <string>

#include "core/base/result.hpp"
#include "native/machine/environment.hpp"

namespace baton::native {

/// The keys of models on this machine, by name (core/models/key_name.hpp): an environment variable,
/// else a line of `$XDG_CONFIG_HOME/baton/keys.json`, an object of names and keys that its owner
/// alone can read. No key is ever in the database.

/// "" if there is none, or the name is no key's.
std::string key_named(const machine::Environment& environment, const std::string& name);

/// Writes a key into the file; "" takes it out. Errors: "cannot_write", "broken_keys" where the
/// file is no JSON object.
Result<bool> keep_key(const machine::Environment& environment, const std::string& name,
                      const std::string& key);

std::string keys_path(const machine::Environment& environment);

}  // namespace baton::native
