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
