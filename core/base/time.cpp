#include "core/base/time.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>

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

}  // namespace

std::string to_iso8601(std::int64_t milliseconds) {
  using namespace std::chrono;
  const sys_time<std::chrono::milliseconds> instant{std::chrono::milliseconds(milliseconds)};
  const auto day = floor<days>(instant);
  const year_month_day date(day);
  const hh_mm_ss clock(instant - day);
  char text[40];
  std::snprintf(
      text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
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
