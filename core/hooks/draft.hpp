#pragma once
#include <cstdint>
#include <string>

#include "core/events/event.hpp"
#include "core/handoff/completion.hpp"

namespace baton::hooks {

/// The handoff of a session under way is made anew by each hook. As revisions of the log they would
/// outgrow the conversation, so that it is kept as a draft, one a session, and becomes a revision
/// when the session ends or is compacted, when another session starts in its project, or when what
/// came since the last one is sixteen times as long as it.
struct Draft {
  std::string session_uid, project_uid;
  handoff::Revision revision;    ///< measured only where it is settled
  std::int64_t fresh_bytes = 0;  ///< of the transcript, since the session's last revision
};

/// Whether what came since a revision of that length makes another one due.
bool is_due(std::int64_t fresh_bytes, std::int64_t revision_bytes);

enum class Kept { as_draft, as_revision };

/// Adds the handoff to the change.
Task<Result<bool>> add_draft(Change* change, Draft draft, Kept kept);

/// Makes revisions of the drafts `d` for which the condition on the value ?1 is true, and measures
/// them; what somebody else settles meanwhile is his. Whether there was one.
Task<Result<bool>> settle_drafts(std::string condition, std::string value);

}  // namespace baton::hooks
