#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace baton {

/// UUIDv7 (RFC 9562): 48 bits of milliseconds, then `entropy`'s first 8 bytes. `index` goes to the
/// 12 bits after the time, so that ids made from one reading of the clock keep their order.
std::string uuid_v7(std::int64_t milliseconds, std::string_view entropy, unsigned index = 0);

/// UUIDv8 (RFC 9562) from the SHA-256 of `name`: the same name gives the same uid everywhere.
std::string uuid_of_name(std::string_view name);

bool is_uuid(std::string_view text);

}  // namespace baton
