#pragma once
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::conversations {

/// {session_id, conversation: [{role, content}]}. Decided in SQL: where what is stored begins what
/// is sent, the rest is added; where what is sent begins what is stored, nothing; otherwise all of
/// it.
Task<Result<Response>> save(Context& context, Request request);

Task<Result<Response>> turns(Context& context, Request request);  ///< of a session, in order
Task<Result<Response>> turn(Context& context, Request request);   ///< one, by its number

}  // namespace baton::conversations
