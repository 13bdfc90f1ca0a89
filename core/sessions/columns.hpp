#pragma once
#include <string>

namespace baton::sessions {

/// Two columns of JSON members (see `row_json`) of the session `s` with its number `n`.
inline const std::string& columns() {
  static const std::string sql =
      "json_object('id', s.id, 'uid', s.uid, 'project_id', s.project_id, 'session_number', "
      "n.session_number, 'session_type', s.session_type, 'status', s.status, 'title', s.title, "
      "'objectives', s.objectives, 'account_name', s.account_name, 'accomplishments', "
      "s.accomplishments, 'blockers', s.blockers, 'credits_used', s.credits_used, 'source', "
      "s.source), "
      "json_object('started_at', s.started_at, 'completed_at', s.completed_at, 'duration_minutes', "
      "CASE WHEN s.completed_at IS NULL THEN NULL ELSE CAST(round((julianday(s.completed_at) - "
      "julianday(s.started_at)) * 1440) AS INTEGER) END, 'conversation_count', "
      "s.conversation_count, "
      "'handoff_count', s.handoff_count, 'created_at', s.started_at, 'updated_at', s.updated_at)";
  return sql;
}

/// Whether the session `s` took the transcript whose source's session id is the parameter: `source`
/// holds one a line.
inline std::string has_source(const std::string& parameter) {
  return "(" + parameter + " <> '' AND instr(char(10) || s.source || char(10), char(10) || " +
         parameter + " || char(10)) > 0)";
}

}  // namespace baton::sessions
