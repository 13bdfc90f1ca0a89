#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/json.hpp"
#include "core/base/task.hpp"
#include "core/conversations/turns.hpp"
#include "core/handoff/extract.hpp"
#include "core/measure/measure.hpp"
#include "core/transcript/importer.hpp"

namespace baton::transcript {

/// The code of the error that a session's turns are answered with when it was forgotten.
inline constexpr std::string_view kForgotten = "session_forgotten";

/// The import of one session that is under way: `feed` as bytes come, then `finish`.
struct SessionImport {
  std::string name, format;  ///< of the file
  std::string project_uid, project_name;
  std::string session_uid;  ///< "" until the first turn tells the source
  std::string folder;       ///< the project's there (Closing)
  bool attached = false;    ///< to an open session that the client named
  std::int64_t since = 0;   ///< leave out turns before this time, in milliseconds
  /// The open session that takes this one in if it began at `since` or later; "" if none. If it
  /// began before, it becomes a session of its own, and `since` leaves out nothing.
  std::string attach_to;
  bool created = false;  ///< the session is new
  std::unique_ptr<Importer> importer;
  std::unique_ptr<conversations::Appender> appender;
  Extractor extractor;
  Measure measure;
  int parsed = 0;           ///< turns of this file
  std::int64_t before = 0;  ///< turns stored before
};

/// Finds the project that the client named, by id or uid.
Task<Result<bool>> find_project(SessionImport* import, std::string sent);
/// Finds the open session that the client named, and its project, and attaches to it.
Task<Result<bool>> find_session(SessionImport* import, std::string sent);

/// Opens or finds the session that the transcript belongs to, once its first turn is known, and
/// fills `session_uid`, `before` and `created`. A session that took the same transcript while it
/// was open is found by its source, so that there is no second; the newest of several, since what
/// is new was written last. 409 kForgotten.
Task<Result<bool>> begin_session(SessionImport* import, std::string first_turn);

/// Whether the turn is left out as written before `since` (0: none is). A turn without a time
/// belongs to what is around it.
bool is_earlier(const Turn& turn, std::int64_t since);

/// Reads a piece of the transcript, cut anywhere, and stores the turns that it completes.
Task<Result<bool>> feed(SessionImport* import, std::string piece);

/// The end of the transcript: stores the rest, completes the session with its handoff unless it is
/// attached. What came of it, as POST /api/imports answers it; `session_uid` is missing where there
/// was no turn.
Task<Result<Json>> finish(SessionImport* import);

/// When something was, as a document says; now where it says nothing, no time or the future, so
/// that a wrong clock elsewhere does not make it the newest for good.
std::string not_after(const std::string& now, const std::string& said);

}  // namespace baton::transcript
