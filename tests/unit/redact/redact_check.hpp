#pragma once
#include <string>
#include <string_view>

#include "core/base/hash.hpp"
#include "core/redact/redact.hpp"
#include "tests/catch.hpp"

namespace baton {

inline constexpr std::string_view kLowers = "abcdefghijklmnopqrstuvwxyz";
inline constexpr std::string_view kHexDigits = "0123456789abcdef";
inline constexpr std::string_view kUppersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
inline constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
inline constexpr std::string_view kAlnums =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
inline constexpr std::string_view kBase64s =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
inline constexpr std::string_view kUrlSafes =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Characters as a vendor would draw them: no secret stands in these files.
inline std::string drawn(std::string_view alphabet, std::size_t size, std::uint64_t seed = 1) {
  std::string text;
  std::uint64_t state = seed * 0x9E3779B97F4A7C15ULL + size;
  while (text.size() < size) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    text += alphabet[(state >> 33) % alphabet.size()];
  }
  return text;
}

inline std::string mask(std::string_view text) {
  MaskCounts counts;
  return mask_secrets(text, counts);
}

inline std::string mask_for(std::string_view rule, std::string_view secret) {
  return "[masked:" + std::string(rule) + ":" + hex(sha256(secret), 4) + "]";
}

/// A secret, and what stands around it and must stay.
struct Hidden {
  std::string_view rule;
  std::string before;
  std::string secret;
  std::string after;
};

inline void check(const Hidden& hidden) {
  const std::string text = hidden.before + hidden.secret + hidden.after;
  CAPTURE(text);
  MaskCounts counts;
  const std::string masked = mask_secrets(text, counts);
  CHECK(masked == hidden.before + mask_for(hidden.rule, hidden.secret) + hidden.after);
  CHECK(counts == MaskCounts{{std::string(hidden.rule), 1}});
  CHECK(mask(masked) == masked);
}

inline void check_kept(std::string_view text) { CHECK(mask(text) == text); }

}  // namespace baton
