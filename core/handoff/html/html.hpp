#pragma once
#include <string>
#include <string_view>

#include "core/handoff/handoff.hpp"

namespace baton {

enum class HtmlKind {
  screen,  ///< for reading; light or dark as the reader's system is
  print,   ///< for paper: A4 with margins, each larger section kept together
};

/// The handoff as one page that needs nothing else: no scripts, no external resources, everything
/// escaped. Links lead only to http, https and mailto.
std::string render_html(const Handoff& handoff, HtmlKind kind = HtmlKind::screen);

/// A Content-Security-Policy that allows the page its own style and nothing else.
std::string html_policy(HtmlKind kind = HtmlKind::screen);

/// `text` for an element or a quoted attribute.
void append_escaped(std::string& html, std::string_view text);

}  // namespace baton
