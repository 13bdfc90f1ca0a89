#pragma once
#include <map>
#include <string>

#include "core/base/json.hpp"

namespace baton::conformance {

using Variables = std::map<std::string, Json, std::less<>>;

/// The value with every `{{…}}` replaced and `<repeat>` and `<array>` written out
/// (tests/conformance/README.md). A variable that is not there becomes "{{name}} is unknown".
Json expanded(const Json& value, const Variables& variables);

/// A target or raw body: a text, or an array of texts and {repeat, times} and {hex}.
std::string joined_parts(const Json& parts, const Variables& variables);

/// The values that a JSON pointer finds, `*` for every element.
Json values_at(const Json& json, std::string_view pointer);

}  // namespace baton::conformance
