#pragma once
#include <string_view>

#include "core/http/message.hpp"

namespace baton::handoff {

/// `html` or `print`.
bool is_html_format(std::string_view format);

/// The page of a stored handoff, of the format that the request names, with a policy that allows it
/// its own style and no more. `download=true` asks the browser to keep it as a file.
Response answer_html(std::string_view markdown, const Request& request);

/// A PDF of it, which the host made, as a file.
Response answer_pdf(std::string pdf, int session_number);

}  // namespace baton::handoff
