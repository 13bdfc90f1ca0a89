#pragma once
#include "core/base/task.hpp"
#include "core/http/context.hpp"
#include "core/http/message.hpp"

namespace baton::usage {

/// GET /api/usage: tokens and what they would cost at list prices. Query: `by` (model, project,
/// session or day; model if absent), `project`, `session`, `model`, `since` and `until` (ISO 8601;
/// the answers from the one up to before the other).
///
///     {by, groups: [{key, …, messages, input_tokens, output_tokens, cache_creation_input_tokens,
///      cache_read_input_tokens, cost, unpriced_tokens}], total: {messages, …}, currency,
///      prices_as_of, note}
///
/// `key` is the model's name, the day (UTC) or the id of project or session, which come with
/// `name`, or `session_number`, `title` and `project_name`. `input_tokens` are those that no cache
/// gave. `cost` is null where no model of the group has a price; tokens without one are counted in
/// `unpriced_tokens`. Each answer of a model counts once, however many transcripts hold it.
Task<Result<Response>> show(Context& context, Request request);

}  // namespace baton::usage
