#pragma once
#include <cstdint>

#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::memory {

/// The search index can be away: `wrangler d1 export` refuses a database with virtual tables. A
/// plain table of its name then stands in for it, so that everything but search goes on.
struct IndexState {
  bool missing = false;       ///< search is 503 `index_missing`
  bool being_made = false;    ///< pages of it are there
  std::int64_t position = 0;  ///< the last text that it holds
  std::int64_t of = 0;        ///< the last text of the store
};

/// What it is now.
Task<Result<IndexState>> index_state();

/// Drops it. Repeating it changes nothing.
Task<Result<IndexState>> drop_index();

/// Goes on with making it again from the texts, by at most a page; begins, if nothing is under way.
/// To be called until it is not missing.
struct IndexPage {
  std::int64_t texts = 1000;
  std::int64_t characters = 4'000'000;  ///< one text may have more
};
Task<Result<IndexState>> make_index(IndexPage page);

/// The refusal of a search while the index is missing.
Error index_missing(const IndexState& state);

/// POST /api/admin/search-index {"action": "drop" | "rebuild", "texts"?}: `{"done", "position",
/// "of"}`; a rebuild is to be asked for until it is done.
Task<Result<Response>> change_index(Context& context, Request request);

}  // namespace baton::memory
