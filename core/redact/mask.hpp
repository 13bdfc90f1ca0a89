#pragma once
#include <string>
#include <string_view>

namespace baton::redact {

/// `[masked:RULE:xxxxxxxx]` of a secret.
std::string mask_of(std::string_view rule, std::string_view secret);

/// Appends `secret` masked. Quotation marks and escapes (`\"`, `\u00e9`) inside it stay, and what
/// is between them is masked piece by piece; a whole private key becomes one mask, the same
/// however its line ends are written. False if the secret is nothing but marks and escapes.
bool append_masked(std::string& text, std::string_view rule, std::string_view secret);

/// The end of the mask that starts at `at`, or `at`.
std::size_t mask_end(std::string_view text, std::size_t at);

bool holds_mask(std::string_view text);

}  // namespace baton::redact
