#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.hpp"

namespace baton::projects {

/// The `tags` of a body: at most 30 of at most 100 bytes each, without the `#` and the blanks
/// around them, sorted, each once. A blank or a comma inside a tag is refused.
std::vector<std::string> tags_in(Decoder& decoder);

/// What an event sets, so that of a project that has `before` (a JSON array of texts) exactly
/// `wanted` are the tags: a field `tag:NAME` with 1 or 0 for each that changes.
Json tag_fields(std::string_view before, const std::vector<std::string>& wanted);

}  // namespace baton::projects
