#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace baton {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4).
Digest sha256(std::string_view bytes);

/// Lower-case hexadecimal of the first `bytes` bytes.
std::string hex(const Digest& digest, std::size_t bytes = 32);
std::string hex(std::string_view bytes);

/// A fast hash for tables in memory, 64 bits wide on every host. Not for anything that is stored,
/// nor against somebody who looks for collisions.
std::uint64_t hash64(std::string_view bytes);

/// Names a stored text: the first 16 bytes of its SHA-256, in hex.
std::string text_hash(std::string_view text);

}  // namespace baton
