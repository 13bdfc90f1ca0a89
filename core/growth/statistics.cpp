#include "core/growth/statistics.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/growth/curves.hpp"
#include "core/growth/first_edit.hpp"
#include "core/growth/growth.hpp"
#include "core/http/answer.hpp"
#include "core/projects/named.hpp"
#include "core/store/read.hpp"

namespace baton::growth {
namespace {

/// Measured beside predicted: credits and length of the completed sessions, preservation of
/// handoffs.
Statement select_measured(const Key& key) {
  return {
      "SELECT json_object('sessions', count(s.id), 'credits_used', "
      "round(coalesce(sum(s.credits_used), 0), 6), 'credits_per_session', "
      "round(avg(s.credits_used), 4), 'turns', coalesce(sum(s.conversation_count), 0), "
      "'minutes_per_session', round(avg((julianday(s.completed_at) - julianday(s.started_at)) "
      "* 1440), 1), 'preservation', p.context_preservation_rate, 'handoffs', "
      "coalesce(sum(s.handoff_count), 0)), json_object('predicted_efficiency', " +
          efficiency_sql("p.total_sessions") +
          ", 'files', (SELECT count(DISTINCT f.path) FROM sessions o JOIN project_files f ON "
          "f.session_id = o.id WHERE o.project_id = p.id AND o.deleted = 0), 'open_sessions', "
          "p.active_sessions, "
          "'measured_preservation', (SELECT round(avg(h.preservation), 4) FROM sessions o JOIN "
          "handoff_documents h ON h.session_id = o.id WHERE o.project_id = p.id AND o.deleted = "
          "0), "
          "'measured_groundedness', (SELECT round(avg(h.groundedness), 4) FROM sessions o JOIN "
          "handoff_documents h ON h.session_id = o.id WHERE o.project_id = p.id AND o.deleted = "
          "0), "
          "'measured_compression', (SELECT round(avg(h.compression), 4) FROM sessions o JOIN "
          "handoff_documents h ON h.session_id = o.id WHERE o.project_id = p.id AND o.deleted = "
          "0)), " +
          first_edits_sql("p.id") +
          " FROM projects p LEFT JOIN sessions s ON s.project_id = p.id AND "
          "s.status = 'completed' AND s.deleted = 0 WHERE p.id = " +
          id_of_project(key) + " AND p.deleted = 0 GROUP BY p.id",
      {key.value}};
}

std::string cache_name(const std::string& id) { return "project|" + id; }

/// `seq` is the last event that the value tells of.
Statement remember(std::string name, std::int64_t seq, std::string value) {
  return {
      "INSERT INTO analytics_cache (name, seq, value) VALUES (?1, ?2, ?3) "
      "ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, value = excluded.value",
      {std::move(name), seq, std::move(value)}};
}

/// The projects whose figures are not in the cache, those that changed last first.
constexpr const char* kUncached = R"(SELECT p.id FROM projects p WHERE p.deleted = 0
  AND NOT EXISTS (SELECT 1 FROM analytics_cache c, clock k
                  WHERE c.name = 'project|' || p.id AND c.seq = k.folded)
ORDER BY p.updated_at DESC, p.id DESC LIMIT ?1)";

}  // namespace

Task<Result<Response>> totals(Context& /*context*/, Request /*request*/) {
  Statement statement{
      "SELECT json_object('projects', count(*) FILTER (WHERE p.status = 'active'), 'sessions', "
      "coalesce(sum(p.total_sessions), 0), 'growth', CAST(round(100 * coalesce(avg(" +
          efficiency_sql("p.total_sessions") +
          "), 0)) AS INTEGER)) FROM projects p WHERE p.deleted = 0",
      {}};
  CO_TRY(const Rows rows, read(std::move(statement)));
  co_return answer(row_json(rows[0]));
}

Task<Result<Response>> of_project(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  const auto* number = std::get_if<std::int64_t>(&key.value);
  const std::string name = cache_name(number ? std::to_string(*number) : lowered(id));
  std::vector<Statement> look;
  look.push_back({"SELECT folded FROM clock", {}});
  look.push_back(
      {"SELECT value FROM analytics_cache, clock WHERE name = ?1 AND seq = folded", {name}});
  CO_TRY(const std::vector<Rows> cached, read_all(std::move(look)));
  if (!cached[1].empty()) co_return answer(text_at(cached[1][0], 0));
  CO_TRY(const Row row, read_one(select_measured(key), "project", id));
  std::string value = row_json(row);
  // The cache is a convenience: where it cannot be written, the answer stands all the same.
  const auto remembered = co_await read(remember(name, integer_at(cached[0][0], 0), value));
  static_cast<void>(remembered);
  co_return answer(value);
}

Task<Result<std::int64_t>> refresh_cache(std::int64_t most) {
  CO_TRY(const Rows projects, read({kUncached, {most}}));
  std::vector<Statement> looks;
  looks.push_back({"SELECT folded FROM clock", {}});
  for (const Row& project : projects) looks.push_back(select_measured({"id", project[0]}));
  CO_TRY(const std::vector<Rows> measured, read_all(std::move(looks)));
  std::vector<Statement> writes;
  for (std::size_t i = 0; i < projects.size(); ++i)
    if (!measured[i + 1].empty())
      writes.push_back(remember(cache_name(std::to_string(integer_at(projects[i], 0))),
                                integer_at(measured[0][0], 0), row_json(measured[i + 1][0])));
  const auto count = static_cast<std::int64_t>(writes.size());
  if (count == 0) co_return count;
  CO_TRY(const std::vector<Rows> none, read_all(std::move(writes)));
  static_cast<void>(none);
  co_return count;
}

Task<Result<Response>> curves(Context& /*context*/, Request request) {
  CO_CHECK(const std::int64_t sessions,
           number_argument(request, "sessions", 100, 0, kMostSessions));
  CO_CHECK(const std::int64_t credits, number_argument(request, "credits", 100, 0, kMostCredits));
  Statement statement{
      "SELECT json_object('sessions', coalesce(sum(total_sessions), 0), 'credits_used', "
      "round(coalesce(sum(total_credits_used), 0), 6), 'context_preservation_rate', "
      "round(coalesce(avg(context_preservation_rate), 0), 4)) FROM projects WHERE deleted = 0",
      {}};
  CO_TRY(const Rows measured, read(std::move(statement)));
  std::string json = to_text(predicted(sessions, credits));
  json.back() = ',';
  co_return answer(json + R"("measured":)" + row_json(measured[0]) + "}");
}

}  // namespace baton::growth
