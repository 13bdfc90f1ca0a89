#pragma once
#include <string>

namespace baton::handoff {

/// By what rows of handoff_documents are ordered, as SQL: the newest first, and of those of one
/// time, which several devices may have written, the one with the later stamp.
inline std::string newest_first(const std::string& alias) {
  return alias + ".created_at DESC, " + alias + ".stamp DESC, " + alias + ".id DESC";
}

/// The id of the revision that counts of a session's, as SQL: the newest, wherever it was written.
inline std::string standing_revision(const std::string& session_id) {
  return "(SELECT v.id FROM handoff_documents v WHERE v.session_id = " + session_id + " ORDER BY " +
         newest_first("v") + " LIMIT 1)";
}

}  // namespace baton::handoff
