#include "native/machine/local_time.hpp"

#include <cstdlib>
#include <ctime>

#include "core/base/text.hpp"
#include "core/base/time.hpp"

namespace baton::machine {
namespace {

/// `+02:00` from seconds east of UTC.
std::string zone_text(long seconds) {
  const long minutes = std::labs(seconds) / 60;
  const auto two = [](long number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  return (seconds < 0 ? "-" : "+") + two(minutes / 60) + ':' + two(minutes % 60);
}

}  // namespace

std::string with_local_zone(std::string_view time) {
  constexpr std::size_t kLength = std::string_view("2026-04-25 07:25:07").size();
  const auto utc = time.size() == kLength ? from_iso8601(time) : std::nullopt;
  if (!utc) return std::string(time);
  const std::time_t seconds = *utc / 1000;
  std::tm fields{};
  if (!gmtime_r(&seconds, &fields)) return std::string(time);
  fields.tm_isdst = -1;
  const std::time_t instant = std::mktime(&fields);
  return std::string(time) + zone_text(static_cast<long>(seconds - instant));
}

}  // namespace baton::machine
