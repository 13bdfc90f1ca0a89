#include "core/access/secrets.hpp"

#include <algorithm>

#include "core/base/hash.hpp"

namespace baton::access {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretLength = 43;
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string base64url(std::string_view bytes) {
  std::string text;
  unsigned bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = (bits << 8 | static_cast<unsigned char>(byte)) & 0xffffff;
    for (held += 8; held >= 6; held -= 6) text += kAlphabet[bits >> (held - 6) & 63];
  }
  if (held) text += kAlphabet[bits << (6 - held) & 63];
  return text;
}

}  // namespace

Task<std::string> new_secret() {
  const std::string entropy = co_await perform(Entropy{.bytes = kSecretBytes});
  co_return base64url(entropy);
}

bool is_secret(std::string_view text) {
  return text.size() == kSecretLength && std::ranges::all_of(text, [](char c) {
           return kAlphabet.find(c) != std::string_view::npos;
         });
}

bool is_token(std::string_view text) {
  return text.starts_with(kTokenPrefix) && is_secret(text.substr(kTokenPrefix.size()));
}

std::string digest_of(std::string_view secret) { return hex(sha256(secret)); }

bool same_digest(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned different = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    different |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return different == 0;
}

}  // namespace baton::access
