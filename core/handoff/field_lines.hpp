#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"

namespace baton {

/// Adds the fields below a rendered statement as bullets, `pad` blanks before each; further lines
/// of a value are indented below its bullet.
void add_fields(std::string& entry, const std::vector<HandoffField>& fields, std::size_t pad);

/// Splits the fields at an entry's end off `text`, if there are any. Bullets of other names than
/// `kFieldNames` are none.
void take_fields(std::string_view& text, std::vector<HandoffField>& fields);

}  // namespace baton
