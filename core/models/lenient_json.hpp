#pragma once
#include <optional>
#include <string_view>

#include "core/base/json.hpp"

namespace baton::models {

/// The JSON object in what a model said: bare, in a code fence, with prose or thoughts around it,
/// with a comma too many, with line ends inside strings, or broken off, of which what is whole is
/// kept. nullopt if there is none.
std::optional<Json> object_in(std::string_view text);

}  // namespace baton::models
