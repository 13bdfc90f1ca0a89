#pragma once
#include <optional>
#include <string>

#include "native/cli/projects.hpp"
#include "native/cli/session_name.hpp"

namespace baton::cli {

/// A session as a command names it.
struct SessionRow {
  std::int64_t id = 0;
  std::int64_t number = 0;
  std::int64_t turns = 0;
  std::string uid;
  std::string status;
  std::string objectives;
  std::string started_at;
  std::string updated_at;
  std::string completed_at;
  std::string source;  ///< the assistants' session ids whose transcripts it took in, one a line
  std::int64_t project_id = 0;

  /// Made by an import, not begun by somebody: its uid is made from its source's name (UUIDv8), not
  /// from the clock (UUIDv7).
  bool imported() const {
    constexpr std::size_t kVersion = 14;
    return uid.size() > kVersion && uid[kVersion] == '8';
  }
};

/// The session that somebody works in: in progress or paused, the newest if there are several;
/// nullopt if there is none. What an interrupted import left half done is none: the next import
/// completes it.
Result<std::optional<SessionRow>> open_session(Desk& desk, const Project& project);

/// The session that hooks keep while its assistant works: in progress, though an import would make
/// it too. That of the assistant's session id `source`, else the one that changed last; nullopt if
/// there is none.
Result<std::optional<SessionRow>> hooked_session(Desk& desk, const Project& project,
                                                 const std::string& source);

/// The same; 409 with what to do if there is none.
Result<SessionRow> needed_open_session(Desk& desk, const Project& project);

/// Finds a session by its name; 404 says what there is.
Result<SessionRow> find_session(Desk& desk, const SessionName& name);

/// The session that a transcript became or was taken into, by the source's session id.
Result<std::optional<SessionRow>> session_of_source(Desk& desk, const std::string& source);

}  // namespace baton::cli
