#pragma once
#include <span>
#include <string_view>

#include "core/redact/scan.hpp"

namespace baton::redact {

/// A sort of token that is known by how it starts.
struct TokenRule {
  std::string_view name;
  std::string_view prefix;
  Alphabet alphabet = kAlnum;  ///< of what follows the prefix
  std::size_t least = 0;       ///< characters after the prefix
  std::size_t most = 0;
  double entropy = 3.0;    ///< least, of what follows the prefix, in bits a character
  std::size_t anchor = 0;  ///< where in the prefix its rarest three or four characters start
};

inline constexpr std::string_view kAwsIdRule = "aws-access-key-id";

/// Longer prefixes before the shorter ones that begin them.
std::span<const TokenRule> token_rules();

/// Tries `rule` on the token that starts at `from`.
bool find_token(Scan& scan, std::size_t from, const TokenRule& rule);

}  // namespace baton::redact
