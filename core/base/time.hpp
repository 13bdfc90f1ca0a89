#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baton {

/// `2026-11-20T21:41:18.123Z` from milliseconds since 1970.
std::string to_iso8601(std::int64_t milliseconds);

/// Milliseconds since 1970 of an ISO 8601 instant (`T` or a blank, fraction and zone optional, UTC
/// if absent), or nullopt.
std::optional<std::int64_t> from_iso8601(std::string_view text);

}  // namespace baton
