#pragma once
#include "core/http/message.hpp"
#include "tests/conformance/variables.hpp"

namespace baton::conformance {

/// "" if the response's status and headers are what the step expects, else what differs.
std::string difference_in_head(const Json& step, const Response& response,
                               const Variables& variables);

/// "" if the body is what every response must be and what the step expects, else what differs.
std::string difference_in_body(const Json& step, const Json& body, int status,
                               const Variables& variables);

}  // namespace baton::conformance
