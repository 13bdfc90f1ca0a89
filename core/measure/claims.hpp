#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/measure/measure.hpp"

namespace baton::measure {

/// Something concrete that a text states and that can be looked up.
struct Claim {
  FactKind kind = FactKind::path;  ///< path, command, commit, identifier or number
  std::string text;
};

/// A text's claims, each once, at most 20,000.
std::vector<Claim> claims_of(std::string_view text);

}  // namespace baton::measure
