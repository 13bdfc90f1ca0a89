#pragma once
#include <cstdint>
#include <string_view>

namespace baton::redact {

/// What the name of a variable, key, header or option promises of its value.
enum class NameKind : std::uint8_t {
  none,      ///< no secret: `max_tokens`, `token_type`, `public_key`, `author`
  password,  ///< typed by a person: password, passwd, pwd, passphrase
  secret,    ///< secret, credential
  token,     ///< generated: token, api key, auth
  aws,       ///< a token that may be the secret half of an AWS key pair
  doubtful,  ///< a key of no named sort, a token with an unknown word after it
};

/// Classifies a name by its words: snake_case, kebab-case, camelCase, dotted or in capitals.
NameKind kind_of_name(std::string_view name);

}  // namespace baton::redact
