#include "core/handoff/review.hpp"
#include "core/handoff/newest.hpp"

#include "core/base/json.hpp"
#include "core/handoff/diff.hpp"
#include "core/handoff/lint/lint.hpp"
#include "core/http/answer.hpp"
#include "core/store/read.hpp"

namespace baton::handoff {
namespace {

/// Columns: the document, its session's number.
constexpr const char* kSelectText =
    "SELECT coalesce(t.body, ''), n.session_number FROM handoff_documents h "
    "JOIN sessions s ON s.id = h.session_id AND s.deleted = 0 "
    "JOIN session_numbers n ON n.session_id = s.id "
    "JOIN projects p ON p.id = s.project_id AND p.deleted = 0 "
    "LEFT JOIN texts t ON t.id = h.text_id WHERE ";

Statement select_text(const Key& key) {
  return {kSelectText + ("h." + key.column + " = ?1"), {key.value}};
}

/// The newest of another session of the same project, no younger than the one that `key` names.
Statement select_earlier(const Key& key) {
  return {std::string(kSelectText) +
              "h.id = (SELECT e.id FROM handoff_documents e JOIN sessions es ON es.id = "
              "e.session_id AND es.deleted = 0, handoff_documents a JOIN sessions s2 ON s2.id = "
              "a.session_id WHERE a." +
              key.column +
              " = ?1 AND es.project_id = s2.project_id AND es.id <> s2.id AND "
              "(e.created_at, e.stamp, e.id) < (a.created_at, a.stamp, a.id) ORDER BY " +
              newest_first("e") + " LIMIT 1)",
          {key.value}};
}

/// Those of the sessions between two handoffs of one project, the oldest first.
Statement select_between(const Key& before, const Key& after) {
  return {std::string(kSelectText) +
              "h.id IN (SELECT h2.id FROM handoff_documents h2 JOIN sessions b2 ON b2.id = "
              "h2.session_id JOIN handoff_documents e ON e." +
              before.column +
              " = ?1 JOIN sessions es ON es.id = e.session_id JOIN handoff_documents a ON a." +
              after.column +
              " = ?2 JOIN sessions s2 ON s2.id = a.session_id WHERE b2.project_id = es.project_id "
              "AND b2.project_id = s2.project_id AND b2.id NOT IN (es.id, s2.id) AND "
              "(h2.created_at, h2.id) > (e.created_at, e.id) AND (h2.created_at, h2.id) < "
              "(a.created_at, a.id)) ORDER BY h.created_at, h.id LIMIT 100",
          {before.value, after.value}};
}

Handoff handoff_of(const Row& row) {
  Handoff handoff = parse_handoff(text_at(row, 0));
  if (handoff.session_number == 0) handoff.session_number = static_cast<int>(integer_at(row, 1));
  return handoff;
}

Error no_earlier() {
  return {Fault::not_found, "no_earlier_handoff",
          "No earlier session of the project left a handoff to compare with.", "id"};
}

}  // namespace

Task<Result<Response>> lint_document(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_TRY(const Row row, read_one(select_text(key), "handoff", id));
  co_return answer(to_text(lint_json(lint(text_at(row, 0)))));
}

Task<Result<Response>> diff_documents(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  const std::string with(request.argument("with"));
  CO_CHECK(const Key key, key_of(id, "id"));
  std::vector<Statement> statements;
  statements.push_back(select_text(key));
  if (with.empty()) {
    statements.push_back(select_earlier(key));
  } else {
    CO_CHECK(const Key other, key_of(with, "with"));
    statements.push_back(select_text(other));
    statements.push_back(select_between(other, key));
  }
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("handoff", id));
  if (rows[1].empty() && with.empty()) co_return std::unexpected(no_earlier());
  if (rows[1].empty()) co_return std::unexpected(unknown("handoff", with));
  Handoff after = handoff_of(rows[0][0]);
  if (!with.empty())
    for (const Row& between : rows[2]) absorb(handoff_of(between), after);
  co_return answer(to_text(diff_json(diff(handoff_of(rows[1][0]), after))));
}

}  // namespace baton::handoff
