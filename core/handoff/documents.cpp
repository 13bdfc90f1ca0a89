#include "core/handoff/documents.hpp"

#include <algorithm>
#include <array>

#include "core/base/json.hpp"
#include "core/handoff/branches.hpp"
#include "core/handoff/html/answer.hpp"
#include "core/handoff/newest.hpp"
#include "core/http/answer.hpp"
#include "core/projects/named.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"

namespace baton::handoff {
namespace {

constexpr int kLeastBudget = 200;
constexpr int kMostBudget = 100'000;

// A session's device is the one that stamped its beginning, HLC-DEVICE-EVENT (core/events/fold). D1
// takes at most 32 arguments of a function.
constexpr const char* kMembers =
    "SELECT json_set(json_object('id', h.id, 'uid', h.uid, 'session_id', s.id, 'session_uid', "
    "s.uid, 'session_number', n.session_number, 'handoff_type', h.handoff_type, 'branch', "
    "h.branch, 'parent_uid', h.parent_uid, 'ai_model', h.ai_model, 'ai_confidence', "
    "h.ai_confidence, 'preservation', h.preservation, 'groundedness', h.groundedness, "
    "'compression', h.compression, 'tokens', h.tokens, 'counts', json(h.counts), 'created_at', "
    "h.created_at), '$.recorded_on', json((SELECT json_object('here', json(CASE o.device WHEN "
    "c.device_id THEN 'true' ELSE 'false' END), 'name', coalesce((SELECT d.name FROM devices d "
    "WHERE d.device_id = o.device), '')) FROM (SELECT substr(f.stamp, 18, length(f.stamp) - 54) AS "
    "device FROM fields f WHERE f.entity_id = s.uid AND f.field = 'started_at') o, clock c)))";

/// What a deleted project holds is kept, but hidden.
constexpr const char* kFrom =
    " FROM handoff_documents h JOIN sessions s ON s.id = h.session_id AND s.deleted = 0 "
    "JOIN session_numbers n ON n.session_id = s.id JOIN projects p ON p.id = s.project_id AND "
    "p.deleted = 0 LEFT JOIN texts t ON t.id = h.text_id";

Statement select_newest_of(const std::string& column, Value value, std::string branch) {
  return {std::string(kMembers) + ", coalesce(t.body, '')" + kFrom +
              " WHERE h.id = (SELECT h.id FROM projects p JOIN sessions s ON s.project_id = p.id "
              "AND s.deleted = 0 JOIN handoff_documents h ON h.session_id = s.id "
              "WHERE p.deleted = 0 AND p.id = " +
              id_of_project(column) + newest_on_branch("?2") + ")",
          {std::move(value), std::move(branch)}};
}

/// How a document is asked for.
struct View {
  std::string format;  ///< "" for Markdown and the prompt
  int budget = kDefaultBudget;
};

Result<View> view_of(const Request& request) {
  constexpr std::array<std::string_view, 5> kFormats{"", "md", "json", "prompt", "pdf"};
  TRY(const std::int64_t budget,
      number_argument(request, "budget", kDefaultBudget, kLeastBudget, kMostBudget));
  const std::string_view format = request.argument("format");
  if (std::ranges::find(kFormats, format) == kFormats.end() && !is_html_format(format))
    return fail(Fault::invalid, "invalid_field",
                "format must be md, json, prompt, html, print or pdf.", "format");
  return View{std::string(format), static_cast<int>(budget)};
}

std::string document_json(const Row& row, std::string_view format, int budget) {
  Row members(row.begin(), row.begin() + 1);
  const Handoff handoff = parse_handoff(text_at(row, 1));
  std::string rest;
  if (format == "json")
    rest = R"("handoff":)" + render_json(handoff);
  else if (format != "prompt")
    rest = R"("content":)" + json_quoted(text_at(row, 1));
  if (format != "md" && format != "json") {
    rest += rest.empty() ? "" : ",";
    rest += R"("master_prompt":)" + json_quoted(render_prompt(handoff, budget));
  }
  std::string json = row_json(members);
  json.back() = ',';
  return json + rest + "}";
}

Task<Result<Response>> as_pdf(std::string markdown) {
  const int number = parse_handoff(markdown).session_number;
  Provide wanted{Provide::What::pdf, std::move(markdown)};
  Provide::Reply reply = co_await perform(std::move(wanted));
  if (reply) co_return answer_pdf(std::move(reply->bytes), number);
  if (reply.error().code != "not_here") co_return std::unexpected(reply.error());
  co_return fail(Fault::unavailable, "no_pdf",
                 "This server draws no PDF. Open format=print and let the browser print it to a "
                 "file, or run: baton handoff export --remote URL --format pdf",
                 "format");
}

Task<Result<Response>> answer_document(Row row, View view, Request request) {
  if (is_html_format(view.format)) co_return answer_html(text_at(row, 1), request);
  if (view.format == "pdf") co_return co_await as_pdf(text_at(row, 1));
  co_return answer(document_json(row, view.format, view.budget));
}

}  // namespace

Statement select_project(const Key& key) {
  return {"SELECT id, name FROM projects WHERE id = " + id_of_project(key) + " AND deleted = 0",
          {key.value}};
}

Statement select_newest(std::int64_t project_id, std::string branch) {
  return select_newest_of("id", project_id, std::move(branch));
}

std::string with_prompt(const Row& row, int budget) { return document_json(row, "", budget); }

Task<Result<Response>> of_project(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const View view, view_of(request));
  std::vector<Statement> statements;
  statements.push_back(select_project(key));
  statements.push_back(
      select_newest_of(key.column, key.value, std::string(request.argument("branch"))));
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("project", id));
  if (rows[1].empty()) co_return answer("null");
  co_return co_await answer_document(rows[1][0], view, std::move(request));
}

namespace {

/// Whether it is the one of its session's revisions that counts.
std::string stands() {
  return ", json_object('stands', json(CASE h.id WHEN " + standing_revision("s.id") +
         " THEN 'true' ELSE 'false' END))";
}

Result<std::optional<Key>> session_asked(const Request& request) {
  const std::string_view sent = request.argument("session");
  if (sent.empty()) return std::optional<Key>();
  TRY(Key key, key_of(sent, "session"));
  return std::optional(std::move(key));
}

}  // namespace

Task<Result<Response>> list(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const Page page, page_of(request));
  CO_CHECK(const std::optional<Key> session, session_asked(request));
  Listing listing{.select = kMembers + stands(),
                  .from = std::string(kFrom) + " WHERE p.id = " + id_of_project(key),
                  .keys = {{"h.created_at", Listing::text},
                           {"h.stamp", Listing::text},
                           {"h.id", Listing::number}},
                  .direction = " DESC",
                  .parameters = {key.value}};
  if (session) {
    listing.from += " AND s." + session->column + " = ?2";
    listing.parameters.push_back(session->value);
  }
  CO_CHECK(Statement listed, page_statement(listing, page));
  std::vector<Statement> statements;
  statements.push_back(select_project(key));
  statements.push_back(std::move(listed));
  CO_TRY(std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("project", id));
  co_return answer_page(std::move(rows[1]), page);
}

Task<Result<Response>> show(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const View view, view_of(request));
  Statement statement{
      std::string(kMembers) + ", coalesce(t.body, '')" + kFrom + " WHERE h." + key.column + " = ?1",
      {key.value}};
  CO_TRY(const Row row, read_one(std::move(statement), "handoff", id));
  co_return co_await answer_document(row, view, std::move(request));
}

}  // namespace baton::handoff
