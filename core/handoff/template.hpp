#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/handoff/handoff.hpp"

namespace baton {

/// A handoff in a form of one's own, in a small part of Mustache:
///
///     {{goal}}                       a text; of an item its `text`, of a command its `command`
///     {{goal.detail}}                a member
///     {{#next}}…{{/next}}            once for each of a list, or if there is something
///     {{^next}}…{{/next}}            if there is nothing
///     {{.}}                          the element itself, of a list of texts
///     {{!…}}                         a comment
///     {{{goal}}}, {{&goal}}          never escaped
///
/// Names are the members of the handoff's JSON (`render_json`), and for each element of a list also
/// `index` (from 1) and, where it has a session, `reference` (`12:758`). `title` and `prompt` are
/// the document's title and its prompt. A name is looked for in the element, then in what it lies
/// in. A tag of a section or a comment alone on its line takes the line with it.
struct TemplateSource {
  std::string name;  ///< for errors: the path as given, or the template's name
  std::string text;
  bool escaped = false;  ///< `{{goal}}` is escaped for HTML
};

/// Errors: 400 "bad_template" naming file, line and what to do: an unknown name, a section that is
/// not closed, more than 16 sections in one another, a template over 1 MiB or an output over 64
/// MiB.
Result<std::string> render_template(const Handoff& handoff, const TemplateSource& source);

struct BuiltInTemplate {
  std::string_view name;
  std::string_view about;
  std::string_view text;
};
const std::vector<BuiltInTemplate>& built_in_templates();

}  // namespace baton
