#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "native/server/application.hpp"

namespace baton::native {

/// The server's own page at `/`, and the style sheet and icon that it needs: what this is, its
/// version, how many projects and sessions there are, the projects changed last. Its figures come
/// from /api/health and /api/projects, asked with the caller's own header, so a caller without a
/// token where one is needed sees the way to the log-in (native/server/login_page.hpp, which this
/// serves too) instead. No script. nullopt for every other request.
std::optional<Response> status_page(const Request& request, const std::string& client,
                                    Application& application);

/// `text` as HTML text or an attribute's value.
std::string escaped_html(std::string_view text);

}  // namespace baton::native
