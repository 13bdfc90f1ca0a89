#include "core/transcript/instant.hpp"

#include "core/base/time.hpp"

namespace baton {
namespace {

/// Whether `text` is written as `to_iso8601` writes, which nearly all transcripts do.
bool is_normal(std::string_view text) {
  constexpr std::string_view kShape = "dddd-Md-DdTHd:5d:5d.dddZ";
  if (text.size() != kShape.size()) return false;
  const auto fits = [](char shape, char c) {
    const bool digit = c >= '0' && c <= '9';
    switch (shape) {
      case 'd':
        return digit;
      case '5':
        return digit && c <= '5';
      default:
        return shape == c;
    }
  };
  const int month = (text[5] - '0') * 10 + text[6] - '0';
  const int day = (text[8] - '0') * 10 + text[9] - '0';
  const int hour = (text[11] - '0') * 10 + text[12] - '0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char shape = kShape[i] == 'M' || kShape[i] == 'D' || kShape[i] == 'H' ? 'd' : kShape[i];
    if (!fits(shape, text[i])) return false;
  }
  return month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour <= 23;
}

}  // namespace

std::string normal_instant(std::string_view text) {
  if (is_normal(text)) return std::string(text);
  const auto milliseconds = from_iso8601(text);
  return milliseconds ? to_iso8601(*milliseconds) : std::string();
}

}  // namespace baton
