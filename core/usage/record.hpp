#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/task.hpp"
#include "core/events/event.hpp"
#include "core/transcript/importer.hpp"

namespace baton::usage {

/// Stores what the answers took that a transcript tells of, as `session.used` events of the
/// session; those before `since` (milliseconds since 1970; 0: none) are left out, and so is what is
/// stored already. An answer belongs to the session that told of it first.
Task<Result<bool>> record(std::string session_uid, std::vector<MessageUsage> messages,
                          std::int64_t since);

/// Adds them to the change, known or not: for who reads what is new alone.
void add_new(Change& change, const std::string& session_uid,
             const std::vector<MessageUsage>& messages, std::int64_t since);

}  // namespace baton::usage
