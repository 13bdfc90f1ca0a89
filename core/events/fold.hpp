#pragma once
#include <string_view>
#include <vector>

#include "core/store/batch.hpp"

namespace baton {

/// The statements that bring the projections from the last folded event to the end of the log. Each
/// is set-based and commutes: in whatever order events arrive, the tables are the same (but for
/// small ids and session numbers, which are outside the fold). `kinds` are the event kinds that may
/// be among the new events ("project", "session", …); others' statements are left out. Empty: all.
std::vector<Statement> fold_statements(const std::vector<std::string_view>& kinds);

/// The statements that empty the projections and set the log back to unfolded.
std::vector<Statement> unfold_statements();

}  // namespace baton
