#pragma once
#include "core/http/message.hpp"
#include "tests/conformance/variables.hpp"

namespace baton::conformance {

/// A case's variables at its beginning: those of `let`, fresh ones drawn, and those of `scale`.
Variables variables_of(const Json& one);

/// The request that a step's `request` describes.
Request request_of(const Json& asked, const Variables& variables);

/// Text as a value of a query.
std::string percent_encoded(const std::string& text);

}  // namespace baton::conformance
