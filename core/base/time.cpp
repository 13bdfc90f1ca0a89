#include "core/base/time.hpp"

#include <charconv>
#include <chrono>
#include <string>

namespace baton {
namespace {

/// Reads exactly `digits` digits at `at` and moves on; -1 if they are not there.
int number_at(std::string_view text, std::size_t& at, std::size_t digits) {
  int value = -1;
  if (at + digits > text.size()) return -1;
  const char* end = text.data() + at + digits;
  const auto [stop, fault] = std::from_chars(text.data() + at, end, value);
  if (fault != std::errc() || stop != end || text[at] == '-') return -1;
  at += digits;
  return value;
}

bool skip(std::string_view text, std::size_t& at, std::string_view any) {
  if (at >= text.size() || any.find(text[at]) == std::string_view::npos) return false;
  ++at;
  return true;
}

int fraction_at(std::string_view text, std::size_t& at) {
  int milliseconds = 0;
  for (int weight = 100; at < text.size() && text[at] >= '0' && text[at] <= '9'; weight /= 10, ++at)
    milliseconds += (text[at] - '0') * weight;
  return milliseconds;
}

/// Minutes east of UTC; nullopt if what follows is not a zone.
std::optional<int> zone_at(std::string_view text, std::size_t& at) {
  if (at == text.size() || skip(text, at, "Zz")) return 0;
  const int sign = text[at] == '-' ? -1 : 1;
  if (!skip(text, at, "+-")) return std::nullopt;
  const int hours = number_at(text, at, 2);
  skip(text, at, ":");
  const int minutes = at < text.size() ? number_at(text, at, 2) : 0;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return sign * (60 * hours + minutes);
}

/// `value` with zeros before it to make up `width` characters, and what follows it.
void append_digits(std::string& text, std::int64_t value, std::size_t width, char next) {
  const std::string digits = std::to_string(value < 0 ? -value : value);
  if (value < 0) text += '-';
  const std::size_t taken = digits.size() + (value < 0 ? 1 : 0);
  if (taken < width) text.append(width - taken, '0');
  text.append(digits).append(1, next);
}

}  // namespace

std::string to_iso8601(std::int64_t milliseconds) {
  using namespace std::chrono;
  const sys_time<std::chrono::milliseconds> instant{std::chrono::milliseconds(milliseconds)};
  const auto day = floor<days>(instant);
  const year_month_day date(day);
  const hh_mm_ss clock(instant - day);
  std::string text;
  append_digits(text, static_cast<int>(date.year()), 4, '-');
  append_digits(text, static_cast<unsigned>(date.month()), 2, '-');
  append_digits(text, static_cast<unsigned>(date.day()), 2, 'T');
  append_digits(text, clock.hours().count(), 2, ':');
  append_digits(text, clock.minutes().count(), 2, ':');
  append_digits(text, clock.seconds().count(), 2, '.');
  append_digits(text, clock.subseconds().count(), 3, 'Z');
  return text;
}

std::optional<std::int64_t> from_iso8601(std::string_view text) {
  using namespace std::chrono;
  std::size_t at = 0;
  const int y = number_at(text, at, 4);
  const bool first_dash = skip(text, at, "-");
  const int m = number_at(text, at, 2);
  const bool second_dash = skip(text, at, "-");
  const int d = number_at(text, at, 2);
  const year_month_day date{year(y), month(static_cast<unsigned>(m)),
                            day(static_cast<unsigned>(d))};
  if (y < 0 || m < 0 || d < 0 || !first_dash || !second_dash || !date.ok()) return std::nullopt;
  std::int64_t total = sys_days(date).time_since_epoch().count() * std::int64_t{86'400'000};
  if (at == text.size()) return total;
  if (!skip(text, at, "T ")) return std::nullopt;
  const int hours = number_at(text, at, 2);
  const bool colon = skip(text, at, ":");
  const int minutes = number_at(text, at, 2);
  if (hours < 0 || hours > 23 || !colon || minutes < 0 || minutes > 59) return std::nullopt;
  int seconds = 0;
  if (skip(text, at, ":") && ((seconds = number_at(text, at, 2)) < 0 || seconds > 60))
    return std::nullopt;
  total += ((hours * 60 + minutes) * 60 + seconds) * std::int64_t{1000};
  if (skip(text, at, ".,")) total += fraction_at(text, at);
  const auto zone = zone_at(text, at);
  if (!zone || at != text.size()) return std::nullopt;
  return total - *zone * std::int64_t{60'000};
}

}  // namespace baton
