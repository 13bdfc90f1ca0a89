// Masks arbitrary bytes: masking twice is masking once, JSON stays JSON, UTF-8 stays UTF-8.
#include "core/redact/redact.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/base/json.hpp"
#include "core/base/text.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_json(std::string_view text, const std::string& masked) {
  if (text.contains('\0')) return;  // the parser takes it for the end
  auto json = baton::parse_json(text);
  if (!json) return;
  require(baton::parse_json(masked).has_value());
  baton::MaskCounts counts;
  baton::mask_json(*json, counts);
  const baton::Json once = *json;
  baton::mask_json(*json, counts);
  require(*json == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  baton::MaskCounts counts;
  const std::string masked = baton::mask_secrets(text, counts);
  require(counts.empty() == (masked == text));
  require(baton::mask_secrets(masked, counts) == masked);
  if (baton::first_invalid_utf8(text) == std::string_view::npos)
    require(baton::first_invalid_utf8(masked) == std::string_view::npos);
  check_json(text, masked);
  return 0;
}
