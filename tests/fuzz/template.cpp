// Any bytes as a template of any handoff: an error, or text that is well-formed and bounded; and
// the pages that the handoff becomes.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/text.hpp"
#include "core/handoff/html/html.hpp"
#include "core/handoff/template.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t half = bytes.find('\0');
  const std::string_view document = half < size ? bytes.substr(half + 1) : bytes;
  std::int64_t replaced = 0;
  const baton::Handoff handoff = baton::parse_handoff(baton::repaired_utf8(document, replaced));
  const baton::TemplateSource source{"fuzz", std::string(bytes.substr(0, half)), true};
  const auto text = baton::render_template(handoff, source);
  if (text && baton::first_invalid_utf8(*text) != std::string_view::npos) std::abort();
  if (!text && text.error().message.find('\n') != std::string::npos) std::abort();
  const std::string html = baton::render_html(handoff);
  if (html.find("<script") != std::string::npos) std::abort();
  return 0;
}
