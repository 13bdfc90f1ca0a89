#pragma once
#include <cstdint>
#include <string_view>

#include "core/redact/name.hpp"

namespace baton::redact {

/// How a value is written, which says how sure it is that it is a literal.
enum class Style : std::uint8_t {
  bare,         ///< `password: hunter22`, `--token x`: may be prose or an expression of code
  environment,  ///< `DB_PASSWORD=hunter22`: a literal to the next blank
  quoted,       ///< `"password": "hunter22"`
};

/// Whether `value`, assigned to a name of that kind, is a secret itself rather than a placeholder,
/// a label, a reference or code.
bool is_secret_value(NameKind kind, Style style, std::string_view value);

/// The rule under which such a secret is masked.
std::string_view rule_of(NameKind kind, std::string_view value);

}  // namespace baton::redact
