// Any bytes read as a handoff, rendered and read again are the same handoff; its claims can be
// told.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/text.hpp"
#include "core/handoff/claims.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::int64_t replaced = 0;
  const std::string text =
      baton::repaired_utf8({reinterpret_cast<const char*>(data), size}, replaced);
  const baton::Handoff once = baton::parse_handoff(text);
  if (baton::parse_handoff(baton::render_markdown(once)) != once) std::abort();
  const std::string prompt = baton::render_prompt(once, 300);
  if (baton::count_tokens(prompt) > 300) std::abort();
  if (baton::first_invalid_utf8(prompt) != std::string_view::npos) std::abort();
  for (const baton::Claim& claim : baton::claims_of(once))
    if (claim.subject.empty() || baton::first_invalid_utf8(claim.subject) != std::string_view::npos)
      std::abort();
  return 0;
}
