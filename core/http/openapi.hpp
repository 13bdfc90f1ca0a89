#pragma once
#include <span>
#include <string>
#include <string_view>

#include "core/http/router.hpp"

namespace baton {

/// The routes as an OpenAPI 3.1 document.
std::string openapi_json(std::span<const Route> routes, std::string_view version);

}  // namespace baton
