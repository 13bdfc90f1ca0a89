#include "core/handoff/branches.hpp"

#include "core/handoff/newest.hpp"
#include "core/handoff/one_line.hpp"
#include "core/store/read.hpp"

namespace baton::handoff {
namespace {

constexpr std::size_t kLongestPart = 160;

HandoffItem line_of(const std::string& branch, const Handoff& handoff, int session) {
  HandoffItem item{"`" + one_line(branch, 100) + "`", {}, session, handoff.goal.turn};
  if (!handoff.goal.text.empty())
    item.text += ": " + one_line(handoff.goal.text, kLongestPart) +
                 (handoff.goal.detail.empty() ? "" : " (" + handoff.goal.detail + ")");
  if (!handoff.next.empty())
    item.detail = "next: " + one_line(handoff.next.front().text, kLongestPart);
  return item;
}

bool is_open(const Handoff& handoff) {
  return handoff.goal.detail == "unfinished" || !handoff.next.empty() ||
         !handoff.in_progress.empty() || !handoff.blockers.empty();
}

}  // namespace

std::string newest_on_branch(const std::string& parameter) {
  return " ORDER BY " + parameter + " = '' OR h.branch IN ('', " + parameter + ") DESC, " +
         newest_first("h") + " LIMIT 1";
}

Statement select_other_branches(const std::string& session_uid, const std::string& branch) {
  return {
      "SELECT branch, session_number, body FROM (SELECT h.branch, n.session_number, h.text_id, "
      "h.created_at, row_number() OVER (PARTITION BY h.branch ORDER BY " +
          newest_first("h") +
          ") AS place FROM sessions me JOIN sessions s ON s.project_id = me.project_id "
          "AND "
          "s.deleted = 0 JOIN session_numbers n ON n.session_id = s.id JOIN handoff_documents h ON "
          "h.session_id = s.id WHERE me.uid = ?1 AND h.branch NOT "
          "IN ('', ?2) AND n.session_number > (SELECT session_number - 30 FROM session_numbers o "
          "WHERE o.session_id = me.id)) JOIN texts t ON t.id = text_id WHERE place = 1 "
          "ORDER BY created_at DESC LIMIT 8",
      {session_uid, branch}};
}

std::vector<HandoffItem> open_branches(const Rows& rows) {
  std::vector<HandoffItem> lines;
  for (const Row& row : rows) {
    const Handoff handoff = parse_handoff(text_at(row, 2));
    if (is_open(handoff))
      lines.push_back(line_of(text_at(row, 0), handoff, static_cast<int>(integer_at(row, 1))));
  }
  return lines;
}

}  // namespace baton::handoff
