#include "core/handoff/documents.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/conversations/turns.hpp"
#include "core/growth/first_edit.hpp"
#include "core/handoff/branches.hpp"
#include "core/handoff/completion.hpp"
#include "core/handoff/completion_request.hpp"
#include "core/handoff/html/answer.hpp"
#include "core/handoff/interim.hpp"
#include "core/http/answer.hpp"
#include "core/store/listing.hpp"
#include "core/store/read.hpp"
#include "core/transcript/importer.hpp"

namespace baton::handoff {
namespace {

constexpr int kLeastBudget = 200;
constexpr int kMostBudget = 100'000;

constexpr const char* kMembers =
    "SELECT json_object('id', h.id, 'uid', h.uid, 'session_id', s.id, 'session_uid', s.uid, "
    "'session_number', n.session_number, 'handoff_type', h.handoff_type, 'branch', h.branch, "
    "'parent_uid', "
    "h.parent_uid, "
    "'ai_model', h.ai_model, 'ai_confidence', h.ai_confidence, 'preservation', h.preservation, "
    "'groundedness', "
    "h.groundedness, 'compression', h.compression, 'tokens', h.tokens, 'counts', json(h.counts), "
    "'created_at', h.created_at)";

/// What a deleted project holds is kept, but hidden.
constexpr const char* kFrom =
    " FROM handoff_documents h JOIN sessions s ON s.id = h.session_id AND s.deleted = 0 "
    "JOIN session_numbers n ON n.session_id = s.id JOIN projects p ON p.id = s.project_id AND "
    "p.deleted = 0 LEFT JOIN texts t ON t.id = h.text_id";

Statement select_project(const Key& key) {
  return {"SELECT id, name FROM projects WHERE " + key.column + " = ?1 AND deleted = 0",
          {key.value}};
}

Statement select_newest_of(const std::string& column, Value value, std::string branch) {
  return {std::string(kMembers) + ", coalesce(t.body, '')" + kFrom + " WHERE p." + column +
              " = ?1" + newest_on_branch("?2"),
          {std::move(value), std::move(branch)}};
}

Result<int> budget_of(const Request& request) {
  TRY(const std::int64_t budget,
      number_argument(request, "budget", kDefaultBudget, kLeastBudget, kMostBudget));
  return static_cast<int>(budget);
}

void add_completion_event(Change& change, const OpenSession& session, const Completion& completion,
                          const Extractor& extractor) {
  Json set = {{"status", "completed"}, {"completed_at", completion.now}};
  if (completion.credits_sent) set["credits_used"] = completion.credits_used;
  if (!completion.closing.accomplished.empty())
    set["accomplishments"] = lines_text(completion.closing.accomplished);
  if (!completion.closing.blockers.empty())
    set["blockers"] = lines_text(completion.closing.blockers);
  add_files(change, session.uid, extractor.files());
  const Json body = {{"set", std::move(set)}};
  change.events.push_back({"session.completed", session.uid, to_text(body)});
  if (completion.closing.away_days > 0)
    change.events.push_back(
        {"project.changed", session.project_uid, R"({"set":{"status":"paused"}})"});
}

Turn typed_turn(const std::string& text) {
  Turn turn;
  turn.uid = "1";
  turn.text = text;
  turn.typed = true;
  return turn;
}

/// The handoff of a conversation that was pasted, in whatever format it is recognised.
Handoff of_pasted(const std::string& text, const Closing& closing) {
  auto importer = make_importer(recognise(text, ""));
  if (!importer) importer = make_importer("conversation_markdown");
  std::vector<Turn> turns;
  if (importer) {
    importer->feed(text, turns);
    importer->finish(turns);
  }
  if (turns.empty()) turns.push_back(typed_turn(text));
  Extractor extractor(closing.cwd);
  int number = 0;
  for (const Turn& turn : turns) extractor.add(turn, ++number);
  return extractor.finish(closing, nullptr);
}

/// 0–1: how many of the parts that a reader needs first were found. Not a measurement of truth.
double confidence_of(const Handoff& handoff) {
  const bool parts[] = {!handoff.goal.text.empty(),
                        !handoff.next.empty() || !handoff.in_progress.empty(),
                        !handoff.accomplished.empty(), !handoff.decisions.empty(),
                        !handoff.created.empty() || !handoff.modified.empty()};
  return static_cast<double>(std::count(std::begin(parts), std::end(parts), true)) / 5.0;
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

}  // namespace

Statement select_newest(std::int64_t project_id, std::string branch) {
  return select_newest_of("id", project_id, std::move(branch));
}

std::string with_prompt(const Row& row, int budget) { return document_json(row, "", budget); }

Task<Result<Response>> of_project(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const int budget, budget_of(request));
  std::vector<Statement> statements;
  statements.push_back(select_project(key));
  statements.push_back(
      select_newest_of(key.column, key.value, std::string(request.argument("branch"))));
  CO_TRY(const std::vector<Rows> rows, read_all(std::move(statements)));
  if (rows[0].empty()) co_return std::unexpected(unknown("project", id));
  co_return answer(rows[1].empty() ? "null" : with_prompt(rows[1][0], budget));
}

Task<Result<Response>> list(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const Page page, page_of(request));
  const Listing listing{.select = kMembers,
                        .from = std::string(kFrom) + " WHERE p." + key.column + " = ?1",
                        .keys = {{"h.created_at", Listing::text}, {"h.id", Listing::number}},
                        .direction = " DESC",
                        .parameters = {key.value}};
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
  std::string format(request.argument("format"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const int budget, budget_of(request));
  if (!format.empty() && format != "md" && format != "json" && format != "prompt" &&
      !is_html_format(format))
    co_return fail(Fault::invalid, "invalid_field",
                   "format must be md, json, prompt, html or print.", "format");
  Statement statement{
      std::string(kMembers) + ", coalesce(t.body, '')" + kFrom + " WHERE h." + key.column + " = ?1",
      {key.value}};
  CO_TRY(const Row row, read_one(std::move(statement), "handoff", id));
  if (is_html_format(format)) co_return answer_html(text_at(row, 1), request);
  co_return answer(document_json(row, format, budget));
}

Task<Result<Response>> complete_session(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  if (trimmed(request.body).empty()) request.body = "{}";
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Completion completion, completion_of(body));
  CO_TRY(const OpenSession session, open_session(key, id, completion.closing.branch));
  if (session.status == "completed") co_return std::unexpected(already_completed(session));
  if (auto error = no_such_step(session, completion.closing.drop))
    co_return std::unexpected(*std::move(error));
  CO_TRY(completion.now, now_text());

  Extractor extractor(completion.closing.cwd);
  Measure measure;
  CO_TRY(const int turns, conversations::read_turns(session.id, &extractor, &measure));
  static_cast<void>(turns);
  describe(session, completion);
  CO_TRY(const bool known, take_interim_words(session.uid, &completion.closing));
  static_cast<void>(known);
  const Handoff* previous = session.previous ? &*session.previous : nullptr;
  const Handoff handoff = extractor.finish(completion.closing, previous);
  const Measurement measurement = measured(measure, handoff, completion.closing, previous);

  Change change;
  change.guards.push_back(unless(
      "EXISTS (SELECT 1 FROM sessions WHERE id = ?1 AND status = 'completed')", {session.id}));
  add_completion_event(change, session, completion, extractor);
  Revision revision{session.uid,
                    session.newest_handoff_uid,
                    render_markdown(handoff),
                    "extracted",
                    completion.now,
                    handoff.branch,
                    measurement};
  CO_TRY(const std::string uid, add_handoff(&change, std::move(revision)));
  change.reads.push_back(
      {"SELECT h.id, t.body FROM handoff_documents h JOIN texts t ON t.id = h.text_id "
       "WHERE h.uid = ?1",
       {uid}});
  change.reads.push_back(growth::select_first_edit(session.id));
  auto outcome = co_await commit(std::move(change));
  if (!outcome && outcome.error().code == "guard")
    co_return std::unexpected(already_completed(session));
  if (!outcome) co_return std::unexpected(outcome.error());
  if (outcome->front().empty()) co_return std::unexpected(unknown("handoff", uid));
  const Row& row = outcome->front().front();
  Json receipt = receipt_of(handoff);
  if (const Rows& edit = (*outcome)[1];
      !edit.empty() && !std::holds_alternative<std::monostate>(edit[0][0]))
    receipt["first_edit_seconds"] = integer_at(edit[0], 0);
  const Json data = {
      {"session_id", session.id},
      {"session_number", session.number},
      {"handoff_generated", true},
      {"handoff_id", integer_at(row, 0)},
      {"master_prompt", render_prompt(parse_handoff(text_at(row, 1)), kDefaultBudget)},
      {"handoff_content", text_at(row, 1)},
      {"receipt", std::move(receipt)},
      {"measured", measured_json(measurement)}};
  co_return answer(to_text(data));
}

Task<Result<Response>> of_conversation(Context& /*context*/, Request request) {
  CO_CHECK(const Json body, body_of(request));
  Decoder decoder(body);
  std::string text = decoder.text("conversationText", {.least = 1, .most = 8'000'000});
  const bool wanted_model = decoder.boolean_or("useAI", false);
  std::string project;
  if (decoder.has("projectId")) project = decoder.id("projectId");
  decoder.text_or("huggingFaceToken", "", {.least = 0, .most = 1000});
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  Closing closing;
  if (!project.empty()) {
    CO_CHECK(const Key key, key_of(project, "projectId"));
    CO_TRY(const Row row, read_one(select_project(key), "project", project));
    closing.project = text_at(row, 1);
  }
  CO_TRY(closing.date, now_text());
  MaskCounts masked;
  const Handoff handoff = of_pasted(mask_secrets(text, masked), closing);
  const Json data = {
      {"masterPrompt", render_prompt(handoff, kDefaultBudget)},
      {"compressedContext", render_markdown(handoff)},
      {"nextSteps", texts_of(handoff.next)},
      {"confidence", confidence_of(handoff)},
      {"notice", wanted_model ? "No model is configured: this handoff was extracted." : ""}};
  co_return answer(to_text(data));
}

}  // namespace baton::handoff
