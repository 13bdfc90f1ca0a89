#pragma once
#include "core/base/task.hpp"
#include "core/http/context.hpp"
#include "core/models/chat.hpp"

namespace baton::models {

/// Asks a model, until `until` (milliseconds since 1970) at the latest: nobody waits longer. What
/// may pass (faults.hpp) is tried again, four times in all, after what Retry-After asks for or a
/// pause that doubles and is shortened at random; where the pause would end too late, at once the
/// fault. A provider that cannot keep to a schema is asked again without. Errors: those of
/// faults.hpp.
///
/// Where the caller follows events (core/http/event_stream.hpp), the answer is read as it is spoken
/// and told: free text as drafts, {"answer": …}, what is to be JSON as progress. `stage` is told
/// at once and with each progress: {"stage": …, …}, and "characters", or "waiting" (milliseconds)
/// and "notice" before it is asked again.
Task<Result<Said>> ask(Context& context, Model model, Chat chat, std::int64_t until, Json stage);

/// Which models the provider serves, as many as it tells.
Task<Result<std::vector<std::string>>> ask_for_models(Model model);

}  // namespace baton::models
