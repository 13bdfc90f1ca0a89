#pragma once
#include <string>
#include <string_view>

#include "core/setup/json_edit.hpp"
#include "core/setup/jsonc.hpp"

namespace baton::setup {

/// "\r\n" if the text's first line ends so.
std::string_view line_end_of(std::string_view text);

/// The entry's value within what of its path lies below the first `known` keys.
Json rest_of(const JsonEntry& entry, std::size_t known);

/// What a file without any value gets.
std::string whole_file(std::string_view text, const JsonEntry& entry);

/// Where and how a member (an element if `key` is "") goes into a container, as its last one, or as
/// its first where a comment behind the last would be torn from it.
Insertion inserted_into(std::string_view text, const JsoncNode& container, std::string_view key,
                        const Json& value);

}  // namespace baton::setup
