#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::handoff {

/// GET /api/templates: [{name, about, text, escaped, built_in}], those of the machine's owner
/// first, which go before built-in ones of the same name.
Task<Result<Response>> list_templates(Context& context, Request request);

}  // namespace baton::handoff
