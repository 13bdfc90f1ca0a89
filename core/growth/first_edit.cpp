#include "core/growth/first_edit.hpp"

namespace baton::growth {
namespace {

/// The calls `c` of session `s` that edit a file. A tool that views too says so in its input.
constexpr const char* kEdits =
    "c.session_id = s.id AND c.kind = 'tool_call' AND c.created_at >= s.started_at AND "
    "(c.tool IN ('Write', 'Edit', 'MultiEdit', 'NotebookEdit', 'apply_patch', 'write_file', "
    "'create_file', 'edit_file', 'replace') OR (c.tool IN ('str_replace_based_edit_tool', "
    "'str_replace_editor') AND instr(coalesce((SELECT t.body FROM texts t WHERE t.id = c.text_id), "
    "''), '\"command\":\"view\"') = 0))";

constexpr const char* kSeconds =
    "round((julianday(min(c.created_at)) - julianday(s.started_at)) * 86400)";

}  // namespace

Statement select_first_edit(std::int64_t session_id) {
  return {std::string("SELECT CAST(") + kSeconds +
              " AS INTEGER) FROM sessions s JOIN conversation_history c ON " + kEdits +
              " WHERE s.id = ?1",
          {session_id}};
}

std::string first_edits_sql(const std::string& project_id) {
  return std::string(
             "(SELECT json_object('first_edit_seconds', round(avg(seconds) FILTER (WHERE place "
             "BETWEEN measured / 2.0 AND measured / 2.0 + 1)), 'first_edit_sessions', count(*), "
             "'first_edit_in_time', count(*) FILTER (WHERE seconds <= ") +
         std::to_string(kFirstEditGoal) +
         ")) FROM (SELECT seconds, row_number() OVER (ORDER BY seconds) AS place, count(*) OVER () "
         "AS measured FROM (SELECT " +
         kSeconds + " AS seconds FROM sessions s JOIN conversation_history c ON " + kEdits +
         " WHERE s.project_id = " + project_id +
         " AND s.status = 'completed' AND s.deleted = 0 GROUP BY s.id)))";
}

}  // namespace baton::growth
