#include "core/base/uuid.hpp"

#include <array>

#include "core/base/hash.hpp"

namespace baton {
namespace {

using Bytes = std::array<unsigned char, 16>;

std::string written(Bytes bytes, unsigned version) {
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | (version << 4));
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  std::string text =
      hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  for (std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
  return text;
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

std::string uuid_v7(std::int64_t milliseconds, std::string_view entropy, unsigned index) {
  Bytes bytes{};
  for (unsigned i = 0; i < 6; ++i)
    bytes[i] = static_cast<unsigned char>(milliseconds >> (40 - 8 * i));
  bytes[6] = static_cast<unsigned char>(index >> 8);
  bytes[7] = static_cast<unsigned char>(index);
  for (unsigned i = 0; i < 8 && i < entropy.size(); ++i)
    bytes[8 + i] = static_cast<unsigned char>(entropy[i]);
  return written(bytes, 7);
}

std::string uuid_of_name(std::string_view name) {
  const Digest digest = sha256(name);
  Bytes bytes{};
  for (unsigned i = 0; i < 16; ++i) bytes[i] = digest[i];
  return written(bytes, 8);
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

}  // namespace baton
