#pragma once
#include <string>
#include <string_view>

namespace baton::page {

/// What the page does itself instead of asking the server: pure functions of the core. Each takes a
/// JSON object and answers as the API does, {"success": true, "data": …} or {"success": false,
/// "error", "code", "field"}.

/// {sessions, credits?}: what the formulas predict (core/growth/curves.hpp), as GET /api/growth
/// has it.
std::string growth(std::string_view message);

/// {markdown}: {score, findings} as GET /api/handoffs/:id/lint has them.
std::string lint(std::string_view message);

/// {markdown, format or template (+ escaped?), budget?}: the document as a text (a string). The
/// format is one of core/handoff/rendered.hpp, the template a text as in core/handoff/template.hpp.
std::string render(std::string_view message);

/// {text}: {format, turns: [{role, kind, content, tool, created_at}]} of a conversation that was
/// pasted, masked.
std::string turns(std::string_view message);

/// {text}: {text, masked: {RULE: how often}}; every secret in it masked.
std::string mask(std::string_view message);

/// {text, project?, date}: a handoff of a pasted conversation, as POST /api/ai/handoff makes it
/// without a model, from the masked text; and `text`, the masked one.
std::string handoff(std::string_view message);

}  // namespace baton::page
