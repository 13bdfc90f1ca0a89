// Any bytes through the JSON scanner: what a full parser accepts it accepts, and what it makes
// compact a full parser reads to the same value.
#include "core/base/json_scan.hpp"

#include <cstdint>
#include <string>

#include "core/base/json.hpp"
#include "core/base/text.hpp"

using namespace baton;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  // A parser may overlook a byte order mark; the scanner's callers have taken it off.
  if (text.starts_with("\xef\xbb\xbf")) return 0;
  std::int64_t replaced = 0;
  if (first_invalid_utf8(unescaped(text, replaced)) != std::string_view::npos) __builtin_trap();

  JsonScan scan(text);
  scan.object([&](std::string_view) { scan.array([&] { scan.string(); }); });
  JsonScan whole(text);
  whole.skip();
  const auto parsed = parse_json(text);
  if (!parsed) return 0;
  if (!whole.at_end()) __builtin_trap();
  const Json again = Json::parse(compact_json(text, replaced), nullptr, false);
  if (again.is_discarded() || again != *parsed) __builtin_trap();
  return 0;
}
