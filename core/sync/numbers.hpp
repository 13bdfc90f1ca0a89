#pragma once
#include <cstdint>
#include <vector>

#include "core/base/json.hpp"
#include "core/store/batch.hpp"

namespace baton::sync {

/// Numbers of sessions are given where a session is folded first, so two devices may give one
/// number to two sessions. Those of the remote are final: this remembers them, `{uid: [number,
/// project uid]}`, and takes them over; whoever else has one of them gets the next free one. Its
/// rows tell the changes of sessions up to the small id `last_session`: what has just come had no
/// number that anybody knew.
std::vector<Statement> adopt_numbers(const Json& numbers, std::int64_t last_session);

/// The same with what was told before: a merge that did not last, or a fold in another order, may
/// have moved a session here that the remote never moved.
std::vector<Statement> take_told_numbers(std::int64_t last_session);

/// Appends what the rows of `adopt_numbers` say: `{session uid, project's name, was, is}` for each
/// session whose number changed. In several pages one may change several times.
void append_renumbered(Json& changes, const std::vector<Rows>& rows);

/// The numbers to tell of the sessions with these uids, and of all whose number changed since that
/// place of this log, as one text. What a page of events brings about is told with it.
Statement numbers_of(const Json& sessions, std::int64_t since);

}  // namespace baton::sync
