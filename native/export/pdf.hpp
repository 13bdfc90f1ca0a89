#pragma once
#include <string>

#include "core/base/result.hpp"
#include "core/handoff/handoff.hpp"

namespace baton::native {

/// The handoff as a PDF on A4, its text selectable, an outline of its headings, pages numbered. A
/// character that no font of the machine has is drawn as a box. Any handoff can be drawn; time and
/// memory are linear in its size. Errors: 503
/// "no_pdf_library" where Pango is not installed, 500 "pdf" if the library gives up, as without
/// memory.
Result<std::string> render_pdf(const Handoff& handoff);

}  // namespace baton::native
