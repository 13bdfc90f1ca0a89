#pragma once
#include <cstdint>
#include <vector>

#include "core/base/json.hpp"
#include "core/store/batch.hpp"

namespace baton::sync {

/// Numbers of sessions are given where a session is folded first, so two devices may give one
/// number to two sessions. Those of the remote are final: this takes them over, `{uid: [number,
/// project uid]}`; whoever else has one of them gets the next free one. Told are the changes of
/// sessions up to the small id `last_session`: what has just come had no number that anybody knew.
std::vector<Statement> adopt_numbers(const Json& numbers, std::int64_t last_session);

/// Appends what the rows of these statements say: `{project, was, is}` for each session whose
/// number changed.
void append_renumbered(Json& changes, const std::vector<Rows>& rows);

/// Of the sessions with these uids, of those that these projects (uids), restored, have now, and of
/// all that are in a project of several: the same, as one text. The last are told each time, since
/// any change of a pointer may have moved them.
Statement numbers_of(const Json& sessions, const Json& projects);

}  // namespace baton::sync
