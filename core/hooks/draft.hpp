#pragma once
#include <cstdint>
#include <string>

#include "core/events/event.hpp"
#include "core/handoff/completion.hpp"

namespace baton::hooks {

/// The handoff of a session under way is made anew by each hook. As revisions of the log they would
/// outgrow the conversation, so that it is kept as a draft, one a session, and becomes a revision
/// when the session ends or is compacted, when another session starts in its project, or when what
/// came since the last one is eight times as long as it.
struct Draft {
  std::string session_uid, project_uid;
  handoff::Revision revision;
  std::int64_t fresh_bytes = 0;  ///< of the transcript, since the session's last revision
};

/// Adds the handoff to the change: as a revision if `settled` or if it is due, else as the
/// session's draft.
Task<Result<bool>> add_draft(Change* change, Draft draft, bool settled);

/// Bytes since the last revision that the store remembers of the session.
Task<Result<std::int64_t>> fresh_bytes(std::string session_uid);

/// Makes revisions of the drafts whose column (`session_uid` or `project_uid`) has this value; what
/// somebody else settles meanwhile is his.
Task<Result<bool>> settle_drafts(std::string column, std::string value);

}  // namespace baton::hooks
