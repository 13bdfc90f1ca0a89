#pragma once
#include "core/http/message.hpp"
#include "core/http/router.hpp"

namespace baton::native {

/// Bodies of the sync are large and alike, so they go gzipped; others stay as they are: to pack
/// what a page asks for on this machine would cost more than it saves.

/// Unpacks a gzipped body, at most `most` bytes. Errors: 400 `malformed_gzip`, 413
/// `body_too_large`.
Result<bool> unpack_body(Request& request, std::size_t most);

/// Whether an answer to this request is to be packed.
bool wants_packed(const Request& request);

/// Packs the body, if that makes it smaller by enough.
void pack_body(Response& response);

}  // namespace baton::native
