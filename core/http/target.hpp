#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace baton {

/// `path?name=value&…`, percent-encoded; arguments with an empty value are left out.
std::string target(std::string_view path,
                   std::initializer_list<std::pair<std::string_view, std::string>> arguments);

/// One percent-encoded segment of a path.
std::string segment(std::string_view text);

}  // namespace baton
