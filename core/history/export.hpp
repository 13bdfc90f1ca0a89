#pragma once
#include <cstdint>
#include <string_view>

#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::history {

/// What the first line of the file says (docs/export.md).
inline constexpr std::string_view kFormat = "baton-export";
inline constexpr std::int64_t kVersion = 1;

/// Whether a file begins as an export does.
bool is_export(std::string_view head);

/// GET /api/export?cursor=: the next piece of the whole history as a file of JSON lines, as
/// `application/x-ndjson`; the header `Next-Cursor` names the cursor of the piece after it and is
/// missing with the last. What is written after the first piece was read is left out. Put together,
/// the pieces are the same bytes for every store that took the file in and has nothing else.
Task<Result<Response>> export_all(Context& context, Request request);

}  // namespace baton::history
