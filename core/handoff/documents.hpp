#pragma once
#include <string>

#include "core/handoff/handoff.hpp"
#include "core/http/answer.hpp"
#include "core/http/router.hpp"
#include "core/store/batch.hpp"

namespace baton::handoff {

inline constexpr int kDefaultBudget = 2500;  ///< tokens

/// A project's id and name.
Statement select_project(const Key& key);

/// The newest handoff of a project on a branch ("": on any): id, uid, session_id, session_uid,
/// session_number, handoff_type, created_at as JSON members, then the document.
Statement select_newest(std::int64_t project_id, std::string branch);

/// A row of `select_newest` as JSON, with `content` and the `master_prompt` within `budget` tokens.
std::string with_prompt(const Row& row, int budget);

Task<Result<Response>> list(Context& context, Request request);  ///< newest first, no content
/// ?format=md|json|prompt|html|print&budget=&download=true; html and print answer the page itself.
Task<Result<Response>> show(Context& context, Request request);
/// The newest of a project (on ?branch=), or null; formats as above.
Task<Result<Response>> of_project(Context& context, Request request);

}  // namespace baton::handoff
