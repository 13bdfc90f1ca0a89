#pragma once
#include <cstddef>
#include <vector>

#include "core/base/task.hpp"
#include "core/events/event.hpp"

namespace baton {

/// The statements that store the texts, those that are there already left out.
std::vector<Statement> text_statements(std::vector<StoredText> texts);

/// How much a batch takes beside these statements, which fit into one.
struct Room {
  std::size_t statements = 0;
  std::size_t bytes = 0;
};
Room room_beside(const std::vector<Statement>& statements);

/// Stores texts that have no room in the change's batch before it, in batches of their own: under
/// its hash a text is the same for whoever stores it, and that no event names it does no harm. The
/// answer is the statements of the rest.
Task<Result<std::vector<Statement>>> store_ahead(std::vector<Statement> texts, Room room);

}  // namespace baton
