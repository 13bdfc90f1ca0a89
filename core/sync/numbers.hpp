#pragma once
#include <vector>

#include "core/base/json.hpp"
#include "core/store/batch.hpp"

namespace baton::sync {

/// Numbers of sessions are given where a session is folded first, so two devices may give one
/// number to two sessions. Those of the remote are final: this takes them over, `{uid: number}`;
/// whoever else has one of them gets the next free one. The first statement's rows say what
/// changes.
std::vector<Statement> adopt_numbers(const Json& numbers);

/// Of the sessions with these uids (an array): the same, as one text.
Statement numbers_of(const Json& uids);

/// The rows of the first of `adopt_numbers` as `[{project, was, is}]`.
Json renumbered(const Rows& rows);

}  // namespace baton::sync
