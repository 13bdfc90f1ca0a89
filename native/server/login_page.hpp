#pragma once
#include <optional>
#include <string_view>

#include "core/http/message.hpp"

namespace baton::native {

/// The page at `/login` and its script. A visitor pastes a token; a login link's `?code=` is sent
/// by the script, so that a program that only fetches the link uses up nothing. Both go to POST
/// /api/login, and then to `/`. nullopt for every other request.
std::optional<Response> login_page(const Request& request);

/// A file of the server's own pages, under a policy that names what the page may load.
Response page_file(std::string_view type, std::string_view content, std::string_view policy);

}  // namespace baton::native
