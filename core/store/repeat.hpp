#pragma once
#include "core/base/task.hpp"
#include "core/store/batch.hpp"

namespace baton {

/// After a transient error a batch is tried again at most so often.
inline constexpr int kMostRepeats = 5;

/// Runs a batch of which it does no harm if it runs twice: reads, and writes that find for
/// themselves what is left to do. Repeated after a transient error; at last 503 `transient`.
Task<Batch::Reply> run_repeatable(Batch batch);

/// Runs a batch that must not run twice. A transient error is 503 `transient` at once, with the
/// remark that the change may have been made.
Task<Batch::Reply> run_once(Batch batch);

/// Waits before repetition number `attempt` (from 1): 50 ms, 100 ms, …, each shortened at random by
/// up to a half, so that not all who failed at once come back at once.
Task<bool> wait_to_repeat(int attempt);

bool is_transient(const Batch::Reply& reply);

/// What the client is told when repeating did not help, or was not allowed.
Error connection_lost(bool maybe_done);

}  // namespace baton
