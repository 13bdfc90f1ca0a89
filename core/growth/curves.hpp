#pragma once
#include <cstdint>

#include "core/base/json.hpp"

namespace baton::growth {

inline constexpr std::int64_t kMostSessions = 100'000;
inline constexpr std::int64_t kMostCredits = 1'000'000'000;

/// What the formulas predict up to the session `sessions` (0 to kMostSessions) at `credits` a
/// session: {efficiency, knowledge, effective_output, sessions, credits, sessions_to_90, curve:
/// [{session, efficiency, knowledge, effective_output}]}. The curve has about a hundred points, the
/// first is session 0, the last `sessions`; figures are rounded to four digits.
Json predicted(std::int64_t sessions, std::int64_t credits);

}  // namespace baton::growth
