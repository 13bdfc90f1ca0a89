#include "core/handoff/html/answer.hpp"

#include "core/handoff/handoff.hpp"
#include "core/handoff/html/html.hpp"

namespace baton::handoff {

bool is_html_format(std::string_view format) { return format == "html" || format == "print"; }

Response answer_html(std::string_view markdown, const Request& request) {
  const HtmlKind kind = request.argument("format") == "print" ? HtmlKind::print : HtmlKind::screen;
  const Handoff handoff = parse_handoff(markdown);
  const std::string file = "handoff-" + std::to_string(handoff.session_number) + ".html";
  const bool kept = request.argument("download") == "true";
  Response response;
  response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                      {"Content-Security-Policy", html_policy(kind)},
                      {"Content-Disposition",
                       (kept ? "attachment; filename=\"" : "inline; filename=\"") + file + '"'}};
  response.body = render_html(handoff, kind);
  return response;
}

Response answer_pdf(std::string pdf, int session_number) {
  Response response;
  response.headers = {{"Content-Type", "application/pdf"},
                      {"Content-Disposition", "attachment; filename=\"handoff-" +
                                                  std::to_string(session_number) + ".pdf\""}};
  response.body = std::move(pdf);
  return response;
}

}  // namespace baton::handoff
