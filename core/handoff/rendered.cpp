#include "core/handoff/rendered.hpp"

#include "core/handoff/handoff.hpp"
#include "core/handoff/html/html.hpp"

namespace baton {

Result<std::string> rendered(const std::string& markdown, std::string_view format, int budget) {
  if (format == "md") return markdown;
  const Handoff handoff = parse_handoff(markdown);
  if (format == "json") return render_json(handoff);
  if (format == "html") return render_html(handoff, HtmlKind::screen);
  if (format == "print") return render_html(handoff, HtmlKind::print);
  if (format == "prompt") return render_prompt(handoff, budget) + '\n';
  return fail(Fault::invalid, "invalid_field", "format must be md, json, prompt, html or print.",
              "format");
}

}  // namespace baton
