#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::transcript {

/// POST /api/imports: a transcript or handoff document, streamed. Query: `project` (required),
/// `name` (the file's), `format` (else recognised), `session` (attach to this open session; else a
/// completed session with its handoff is made, named after the source), `since` (leave out turns
/// before this time), `folder` (the project's there: paths are stored relative to it). Importing
/// again adds only what is new.
///
/// A file that holds several sessions makes each of them, and answers the list of them. Of those,
/// `session` takes in what began at `since` or later; the others become sessions of their own.
Task<Result<Response>> import(Context& context, Request request);

}  // namespace baton::transcript
