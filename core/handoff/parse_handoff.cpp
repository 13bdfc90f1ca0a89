#include "core/base/text.hpp"
#include "core/handoff/handoff.hpp"
#include "core/handoff/parse_foreign.hpp"
#include "core/handoff/parse_own.hpp"
#include "core/handoff/sections.hpp"

namespace baton {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
  return out;
}

}  // namespace

Handoff parse_handoff(std::string_view markdown) {
  if (contains(markdown, std::string_view("\0", 1))) {
    std::int64_t replaced = 0;
    return parse_handoff(without_nuls(markdown, replaced));
  }
  if (markdown.starts_with(kByteOrderMark)) markdown.remove_prefix(kByteOrderMark.size());
  if (!markdown.starts_with(kDocumentMark)) return parse_foreign(markdown);
  if (markdown.substr(kDocumentMark.size()).starts_with("\r\n"))
    return parse_own(with_plain_line_ends(markdown));
  return parse_own(markdown);
}

}  // namespace baton
