#pragma once
#include <cstdint>
#include <string>

#include "core/store/batch.hpp"

namespace baton::growth {

/// How fast a session gets to work: from its start to its first call of a tool that edits files,
/// by the times of its turns. Sessions without such a call are not measured.
inline constexpr std::int64_t kFirstEditGoal = 300;  ///< seconds

/// One row, one value: the seconds of one session, NULL if it is not measured.
Statement select_first_edit(std::int64_t session_id);

/// A scalar SQL expression, the JSON of the completed sessions of the project whose id the
/// expression `project_id` gives: `first_edit_seconds` (the median, or null), `first_edit_sessions`
/// (how many were measured), `first_edit_in_time` (how many of them met the goal).
std::string first_edits_sql(const std::string& project_id);

}  // namespace baton::growth
