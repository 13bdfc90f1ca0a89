#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::memory {

/// GET /api/search?q=&project=&kind=turn|handoff|knowledge&limit=&cursor=: texts that hold all the
/// words of `q`, best first (BM25); where they are fewer than asked for, then those that hold any
/// of the words, leaving out words that are in over 5 % of the texts. Where over 5,000 texts hold
/// all, the newest come first instead. `router.cpp` and `parseConfig` are found as typed and by
/// their parts.
Task<Result<Response>> search(Context& context, Request request);

/// The words of a query as FTS5 strings: blank-separated, quoted, at most 32.
std::vector<std::string> query_terms(std::string_view query);

}  // namespace baton::memory
