#pragma once
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace baton {

/// A handoff document in one of the formats that are text: md (as it is), json (compact), prompt
/// (of at most `budget` tokens), html, print. 400 "invalid_field" of `format` for any other.
Result<std::string> rendered(const std::string& markdown, std::string_view format, int budget);

}  // namespace baton
