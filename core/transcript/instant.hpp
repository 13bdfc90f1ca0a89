#pragma once
#include <string>
#include <string_view>

namespace baton {

/// `2026-11-20T21:41:18.123Z` from any ISO 8601 instant that `from_iso8601` reads; "" from anything
/// else.
std::string normal_instant(std::string_view text);

/// The same from a JSON value: ISO 8601 text, or seconds or milliseconds since 1970, whole or not.
std::string json_instant(std::string_view json);

}  // namespace baton
