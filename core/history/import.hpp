#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::history {

/// POST /api/imports/history?line=: takes in a file of GET /api/export (docs/export.md), streamed;
/// memory is bounded by the longest line. The answer is `{"complete", "lines", "texts_read",
/// "events_read", "events_added", "models_read", "masked", "refused": [{"line", "id", "code"}]}`.
/// Importing again adds nothing, and what was broken off is gone on with by importing the file
/// again.
///
/// The body may be a part of the file, cut at line ends, that begins with the file's preamble: its
/// first line and the `purged` lines after it. `line` is then the number, in the file, of the first
/// line behind the preamble, for what is said of faults; `complete` says that the part holds the
/// end.
///
/// Errors: 415 `unknown_format`, 422 `newer_format`; 422 `damaged_line` and 413 `line_too_long`
/// name the line, and what stood before it stays stored; 422 `incomplete_export` where a whole file
/// has no end, or fewer events than its end says.
Task<Result<Response>> import_all(Context& context, Request request);

}  // namespace baton::history
