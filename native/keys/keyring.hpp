#pragma once
#include <string>

#include "native/machine/environment.hpp"

namespace baton::native {

/// The desktop's keyring (the Secret Service of freedesktop.org), asked by libsecret's
/// `secret-tool` where a desktop's session runs and that program is installed. Elsewhere nothing is
/// kept or found.

/// Whether it keeps the secret now, under this name.
bool keep_in_keyring(const machine::Environment& environment, const std::string& name,
                     const std::string& secret);

/// "" if it has none of that name, or does not answer within two seconds.
std::string found_in_keyring(const machine::Environment& environment, const std::string& name);

/// Whether it had one.
bool forget_in_keyring(const machine::Environment& environment, const std::string& name);

}  // namespace baton::native
