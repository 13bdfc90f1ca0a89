#pragma once
#include <span>
#include <string_view>

namespace baton::upkeep {

/// Rows that may go every day, a kind of them each. Everything is here that is neither in the log
/// nor made from it and grows old. Texts that no event names are kept: an event that names one may
/// still arrive from another device, and a text is stored before the change that names it.
struct Prunable {
  std::string_view what;  ///< under which the answer counts them
  /// Deletes at most kMostPruned rows and answers one row for each (RETURNING 1). ?1, if it is
  /// there, is the present as ISO 8601.
  std::string_view sql;
};

inline constexpr std::size_t kMostPruned = 1000;

std::span<const Prunable> prunables();

}  // namespace baton::upkeep
