#include "core/handoff/completion.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/handoff/branches.hpp"
#include "core/handoff/newest.hpp"
#include "core/store/read.hpp"

namespace baton::handoff {
namespace {

constexpr std::size_t kMostPathBytes = 4096;

/// The tokens lie in the log; what tells usage and cost reads them there.
void set_model(Json& set, const Revision& revision) {
  set["ai_model"] = revision.ai_model;
  set["ai_confidence"] = revision.ai_confidence;
  set["ai_input_tokens"] = revision.usage.input_tokens;
  set["ai_output_tokens"] = revision.usage.output_tokens;
}

}  // namespace

Task<Result<OpenSession>> open_session(Key key, std::string id, std::string branch) {
  Statement statement{
      "SELECT s.id, s.uid, p.id AS project_id, p.name, s.status, s.objectives, s.started_at, "
      "n.session_number, "
      "coalesce((SELECT h.uid FROM handoff_documents h WHERE h.id = " +
          standing_revision("s.id") +
          "), ''), "
          "(SELECT t.body FROM texts t WHERE t.id = "
          " (SELECT h.text_id FROM sessions o JOIN handoff_documents h ON h.session_id = o.id "
          "  WHERE o.project_id = s.project_id AND o.id <> s.id "
          "  AND o.deleted = 0 AND (s.completed_at IS NULL OR h.created_at <= s.completed_at) " +
          newest_on_branch("?2") +
          ")), p.uid AS project_uid, coalesce((SELECT max(h.created_at) FROM sessions o JOIN "
          "handoff_documents h ON h.session_id = o.id WHERE o.project_id = s.project_id), '') AS "
          "newest_at "
          "FROM sessions s JOIN projects p ON p.id = s.project_id AND p.deleted = 0 "
          "JOIN session_numbers n ON n.session_id = s.id WHERE s." +
          key.column + " = ?1 AND s.deleted = 0",
      {key.value, branch}};
  CO_TRY(const Row row, read_one(std::move(statement), "session", std::move(id)));
  OpenSession session;
  session.id = integer_at(row, 0);
  session.uid = text_at(row, 1);
  session.project_id = integer_at(row, 2);
  session.project_name = text_at(row, 3);
  session.status = text_at(row, 4);
  session.objectives = text_at(row, 5);
  session.started_at = text_at(row, 6);
  session.number = static_cast<int>(integer_at(row, 7));
  session.newest_handoff_uid = text_at(row, 8);
  session.project_uid = text_at(row, 10);
  session.newest_at = text_at(row, 11);
  if (!text_at(row, 9).empty()) session.previous = parse_handoff(text_at(row, 9));
  if (branch.empty()) co_return session;
  CO_TRY(const Rows others, read(select_other_branches(session.uid, branch)));
  session.branches = open_branches(others);
  co_return session;
}

std::string written_at(const OpenSession& session, const std::string& now) {
  const auto newest = from_iso8601(session.newest_at);
  return newest && session.newest_at >= now ? to_iso8601(*newest + 1) : now;
}

Error already_completed(const OpenSession& session) {
  return {Fault::conflict, "session_completed",
          "Session " + std::to_string(session.number) + " of " + session.project_name +
              " is already completed.",
          "id"};
}

Task<Result<std::string>> add_handoff(Change* change, Revision revision) {
  CO_TRY(std::string uid, uid_for(""));
  MaskCounts masked;
  StoredText text = stored_text(revision.markdown, masked);
  Json set = {{"session", std::move(revision.session_uid)},
              {"handoff_type", std::move(revision.handoff_type)},
              {"text", text.hash},
              {"created_at", std::move(revision.created_at)}};
  if (!revision.parent_uid.empty()) set["parent"] = std::move(revision.parent_uid);
  if (!revision.branch.empty()) set["branch"] = std::move(revision.branch);
  if (revision.measured) set_measured(set, *revision.measured);
  if (!revision.ai_model.empty()) set_model(set, revision);
  const Json body = {{"set", std::move(set)}};
  change->texts.push_back(std::move(text));
  change->events.push_back({"handoff.written", uid, to_text(body)});
  co_return uid;
}

void add_files(Change& change, const std::string& session_uid,
               const std::vector<Extractor::File>& files) {
  std::string list;
  const auto flush = [&] {
    if (!list.empty())
      change.events.push_back({"session.changed", session_uid, "{\"files\":[" + list + "]}"});
    list.clear();
  };
  for (const Extractor::File& file : files) {
    if (list.size() > kEventBytes / 2) flush();
    const Json one = {{"path", std::string(cut(file.path, kMostPathBytes))},
                      {"change", file.change}};
    list += (list.empty() ? "" : ",") + to_text(one);
  }
  flush();
}

}  // namespace baton::handoff
