#pragma once
#include <string>
#include <string_view>

#include "core/base/task.hpp"

namespace baton::access {

/// Secrets that this store gives out: tokens, codes of login links, sessions of browsers. Each has
/// 256 random bits, so that nobody guesses one; stored is its SHA-256 only, which needs neither
/// salt nor stretching for that reason.

/// 43 characters base64url, from 32 random bytes.
Task<std::string> new_secret();

/// Whether a text has the form of `new_secret`. What has not is refused without asking the store.
bool is_secret(std::string_view text);

/// A token: `baton_` before a secret.
inline constexpr std::string_view kTokenPrefix = "baton_";
bool is_token(std::string_view text);

/// The SHA-256 of a secret, in hex: how the store knows it.
std::string digest_of(std::string_view secret);

/// Compares digests in a time that depends on their length alone. A look-up by digest needs no such
/// care: how far the index agrees tells about the digest of what was sent, and nobody can choose
/// secrets by their digest.
bool same_digest(std::string_view a, std::string_view b);

}  // namespace baton::access
