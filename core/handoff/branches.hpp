#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/handoff/handoff.hpp"
#include "core/store/batch.hpp"

namespace baton::handoff {

/// The end of a query over handoff_documents `h`: the newest of the branch that the parameter
/// (`?2`) names, else the newest of all. A handoff that knows no branch is of every branch.
std::string newest_on_branch(const std::string& parameter);

/// The newest handoff of each other branch that one of the project's last 30 sessions worked on.
Statement select_other_branches(const std::string& session_uid, const std::string& branch);

/// Of the rows of `select_other_branches`, those on which work is open: a line each.
std::vector<HandoffItem> open_branches(const Rows& rows);

}  // namespace baton::handoff
