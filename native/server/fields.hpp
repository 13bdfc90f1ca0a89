#pragma once
#include <string_view>

#include "core/http/message.hpp"

namespace baton::native {

/// ASCII comparison without regard to case, as header names, hosts and tokens want it.
bool same_word(std::string_view a, std::string_view b);

/// The first value of a header field, or null.
const std::string* find_field(const Fields& fields, std::string_view name);
std::size_t count_fields(const Fields& fields, std::string_view name);

/// `target` without its query.
std::string_view path_of(std::string_view target);

}  // namespace baton::native
