// Any bytes through the repair of misread UTF-8: valid stays valid, and twice is once.
#include <cstdint>
#include <string>

#include "core/base/text.hpp"
#include "core/transcript/mojibake.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const bool valid = baton::first_invalid_utf8(text) == std::string_view::npos;
  const std::string once = baton::repair_mojibake(text).text;
  if (valid && baton::first_invalid_utf8(once) != std::string_view::npos) __builtin_trap();
  if (baton::repair_mojibake(once).text != once) __builtin_trap();
  return 0;
}
