#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "core/events/event.hpp"
#include "core/http/context.hpp"
#include "core/http/router.hpp"

namespace baton::hooks {

/// How far a file of a session's transcript was taken in.
struct Position {
  std::string file;       ///< its path on the machine that reads it
  std::int64_t was = 0;   ///< what the store holds, 0 if it knows nothing of the file
  std::int64_t read = 0;  ///< the end of what is taken in now: whole lines
  std::string mark;       ///< hash of the bytes before `read`
};

/// GET /api/transcripts?source=ID: the files of the assistant's session ID that hooks took in, each
/// `{source, file, format, read_bytes, mark, cwd, branch, project_uid,
/// session_uid}`; an empty list if there is none, all (at most 1000) without ID; of sessions in
/// progress alone with `unfinished=1`.
Task<Result<Response>> positions(Context& context, Request request);

/// The members `file`, `was`, `read` and `mark` of each object.
Result<std::vector<Position>> positions_of(const Json& body);

/// Whose transcript it is.
struct Owner {
  std::string source, format, project_uid, session_uid, cwd, branch;
};

/// Fails with code "guard" if somebody else took in more of one of the files meanwhile.
void guard_positions(Change& change, const Owner& owner, const std::vector<Position>& positions);

/// Remembers them.
void add_positions(std::vector<Statement>& statements, const Owner& owner,
                   const std::vector<Position>& positions, const std::string& now);

}  // namespace baton::hooks
