#pragma once
#include <string>
#include <string_view>

namespace baton {

/// The bytes of a Base64 text (RFC 4648), as far as it is one; other characters are passed over.
std::string from_base64(std::string_view text);

}  // namespace baton
