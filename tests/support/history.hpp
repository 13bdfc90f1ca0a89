#pragma once
#include <random>
#include <vector>

#include "core/store/batch.hpp"

namespace baton::test {

/// An event as another device would send it.
struct LoggedEvent {
  std::string id, device_id, hlc, type, entity_id, body, at;
  int device_seq = 0;
};

/// A random history of a few devices that write the same few projects, sessions, handoffs, accounts
/// and knowledge, with equal clocks, fields set by several, and turns imported by more than one.
std::vector<LoggedEvent> random_history(std::mt19937& random, int events);

/// Puts the events into the log, those already there left out, and folds.
std::vector<Statement> arrival(const std::vector<LoggedEvent>& events);

/// Queries whose rows, together, are everything that the projections say, by uid.
const std::vector<std::string>& projection_queries();

}  // namespace baton::test
