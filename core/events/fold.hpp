#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "core/store/batch.hpp"

namespace baton {

/// The statements that bring the projections from the last folded event to the end of the log. Each
/// is set-based and commutes: in whatever order events arrive, the tables are the same (but for
/// small ids and session numbers, which are outside the fold). `kinds` are the event kinds that may
/// be among the new events ("project", "session", …); others' statements are left out. Empty: all.
/// They are the same text every time, so that a host may keep them prepared.
std::vector<Statement> fold_statements(const std::vector<std::string_view>& kinds);

/// The same for a rebuild's tables: all but what changes session numbers.
std::vector<Statement> rebuild_statements();

/// Numbers sessions that were folded into another project than the one that numbered them, since it
/// was merged into that: for projections that were made anew from changed stamps.
Statement number_merged();

/// `fold_statements` for a change: then texts that have waited long enough go into the search
/// index.
std::vector<Statement> fold_and_index_statements(const std::vector<std::string_view>& kinds);

/// The tables that the fold makes from the log and from nothing else.
std::span<const std::string_view> projections();

}  // namespace baton
