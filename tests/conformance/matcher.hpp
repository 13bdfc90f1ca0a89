#pragma once
#include <string>

#include "core/base/json.hpp"

namespace baton::conformance {

/// Compares a value with a matcher (tests/conformance/README.md). The answer is "" if it matches,
/// else where it does not and why; `path` is put before.
std::string difference(const Json& expected, const Json& actual, const std::string& path = "");

}  // namespace baton::conformance
