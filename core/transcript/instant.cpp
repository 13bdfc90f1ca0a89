#include "core/transcript/instant.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

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

/// Milliseconds of a number of seconds or, from 100 thousand million on, of milliseconds.
std::optional<std::int64_t> milliseconds_of(std::string_view json) {
  constexpr std::int64_t kSecondsEnd = 100'000'000'000;
  std::int64_t whole = 0;
  const auto [stop, fault] = std::from_chars(json.data(), json.data() + json.size(), whole);
  if (fault != std::errc() || whole < 0 || whole > 40 * kSecondsEnd) return std::nullopt;
  if (whole >= kSecondsEnd) return whole;
  std::string_view rest = json.substr(static_cast<std::size_t>(stop - json.data()));
  std::int64_t milliseconds = whole * 1000;
  if (rest.starts_with('.')) rest.remove_prefix(1);
  for (std::int64_t weight = 100; weight > 0 && !rest.empty();
       weight /= 10, rest.remove_prefix(1)) {
    if (rest[0] < '0' || rest[0] > '9') return std::nullopt;
    milliseconds += weight * (rest[0] - '0');
  }
  return milliseconds;
}

}  // namespace

std::string normal_instant(std::string_view text) {
  if (is_normal(text)) return std::string(text);
  const auto milliseconds = from_iso8601(text);
  return milliseconds ? to_iso8601(*milliseconds) : std::string();
}

std::string json_instant(std::string_view json) {
  if (json.starts_with('"') && json.size() >= 2)
    return normal_instant(json.substr(1, json.size() - 2));
  const auto milliseconds = milliseconds_of(json);
  return milliseconds ? to_iso8601(*milliseconds) : std::string();
}

}  // namespace baton
