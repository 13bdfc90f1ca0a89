#include "core/handoff/documents.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/conversations/turns.hpp"
#include "core/handoff/completion.hpp"
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
    "'session_number', n.session_number, 'handoff_type', h.handoff_type, 'parent_uid', "
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

Statement select_newest_of(const std::string& column, Value value) {
  return {std::string(kMembers) + ", coalesce(t.body, '')" + kFrom + " WHERE p." + column +
              " = ?1 ORDER BY h.created_at DESC, h.id DESC LIMIT 1",
          {std::move(value)}};
}

Result<int> budget_of(const Request& request) {
  TRY(const std::int64_t budget,
      number_argument(request, "budget", kDefaultBudget, kLeastBudget, kMostBudget));
  return static_cast<int>(budget);
}

/// What the body of a completion says.
struct Completion {
  double credits_used = 0;
  bool credits_sent = false;
  std::string now;
  Closing closing;
};

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

void read_repository(Decoder& decoder, const Json& body, Closing& closing) {
  if (!decoder.has("repository")) return;
  Decoder repository(*body.find("repository"), "repository");
  closing.branch = repository.text_or("branch", "", {.least = 0, .most = 500});
  closing.commit = repository.text_or("commit", "", {.least = 0, .most = 100});
  closing.uncommitted =
      repository.texts_or_empty("uncommitted", 10'000, {.least = 0, .most = 4096});
  if (repository.error()) decoder.refuse("repository", repository.error()->message);
}

Result<Completion> completion_of(const Json& body) {
  constexpr Decoder::Length kLine{.least = 0, .most = 20'000};
  Decoder decoder(body);
  Completion completion;
  completion.credits_sent = decoder.has("credits_used");
  completion.credits_used = decoder.number_or("credits_used", 0, 0, 1e9);
  completion.closing.accomplished = decoder.texts_or_empty("accomplishments", 500, kLine);
  completion.closing.blockers = decoder.texts_or_empty("blockers", 500, kLine);
  completion.closing.next = decoder.texts_or_empty("next", 500, kLine);
  completion.closing.cwd = decoder.text_or("cwd", "", {.least = 0, .most = 4096});
  decoder.text_or("hugging_face_token", "", {.least = 0, .most = 1000});
  if (decoder.has("drop")) {
    const Json* items = decoder.array("drop", 500);
    for (std::size_t i = 0; items && i < items->size(); ++i) {
      const Json holder = {{"drop", (*items)[i]}};
      Decoder item(holder);
      completion.closing.drop.push_back(static_cast<int>(item.integer("drop", 1, 100'000)));
      if (item.error()) decoder.refuse("drop[" + std::to_string(i) + "]", item.error()->message);
    }
  }
  read_repository(decoder, body, completion.closing);
  if (decoder.error()) return std::unexpected(*decoder.error());
  return completion;
}

Json texts_of(const std::vector<HandoffItem>& items) {
  Json texts = Json::array();
  for (const HandoffItem& item : items) texts.push_back(item.text);
  return texts;
}

Json receipt_of(const Handoff& handoff) {
  return {{"done", texts_of(handoff.accomplished)},
          {"partial", texts_of(handoff.in_progress)},
          {"next", texts_of(handoff.next)},
          {"blockers", texts_of(handoff.blockers)},
          {"uncommitted", Json(handoff.uncommitted)}};
}

Json measured_json(const Measurement& measured) {
  return {{"preservation", measured.has_facts() ? Json(measured.preservation) : Json()},
          {"groundedness", measured.groundedness},
          {"compression", measured.compression},
          {"tokens", measured.tokens},
          {"counts", parse_json(measured.counts_json()).value_or(Json())}};
}

void add_completion_event(Change& change, const OpenSession& session, const Completion& completion,
                          const Extractor& extractor) {
  Json set = {{"status", "completed"}, {"completed_at", completion.now}};
  if (completion.credits_sent) set["credits_used"] = completion.credits_used;
  if (!completion.closing.accomplished.empty())
    set["accomplishments"] = joined_lines(completion.closing.accomplished);
  if (!completion.closing.blockers.empty())
    set["blockers"] = joined_lines(completion.closing.blockers);
  add_files(change, session.uid, extractor.files());
  const Json body = {{"set", std::move(set)}};
  change.events.push_back({"session.completed", session.uid, to_text(body)});
}

Error already_completed(const OpenSession& session) {
  return {Fault::conflict, "session_completed",
          "Session " + std::to_string(session.number) + " of " + session.project_name +
              " is already completed.",
          "id"};
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
  Extractor extractor;
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

Statement select_newest(std::int64_t project_id) { return select_newest_of("id", project_id); }

std::string with_prompt(const Row& row, int budget) { return document_json(row, "", budget); }

Task<Result<Response>> of_project(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  CO_CHECK(const int budget, budget_of(request));
  std::vector<Statement> statements;
  statements.push_back(select_project(key));
  statements.push_back(select_newest_of(key.column, key.value));
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
  if (!format.empty() && format != "md" && format != "json" && format != "prompt")
    co_return fail(Fault::invalid, "invalid_field", "format must be md, json or prompt.", "format");
  Statement statement{
      std::string(kMembers) + ", coalesce(t.body, '')" + kFrom + " WHERE h." + key.column + " = ?1",
      {key.value}};
  CO_TRY(const Row row, read_one(std::move(statement), "handoff", id));
  co_return answer(document_json(row, format, budget));
}

Task<Result<Response>> complete_session(Context& /*context*/, Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  if (trimmed(request.body).empty()) request.body = "{}";
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Completion completion, completion_of(body));
  CO_TRY(const OpenSession session, open_session(key, id));
  if (session.status == "completed") co_return std::unexpected(already_completed(session));
  CO_TRY(completion.now, now_text());

  Extractor extractor;
  Measure measure;
  CO_TRY(const int turns, conversations::read_turns(session.id, &extractor, &measure));
  static_cast<void>(turns);
  completion.closing.project = session.project_name;
  completion.closing.session_number = session.number;
  completion.closing.date = completion.now;
  completion.closing.objectives = session.objectives;
  const Handoff* previous = session.previous ? &*session.previous : nullptr;
  const Handoff handoff = extractor.finish(completion.closing, previous);
  const Measurement measurement = measured(measure, handoff, completion.closing, previous);
  std::string markdown = render_markdown(handoff);

  Change change;
  change.guards.push_back(unless(
      "EXISTS (SELECT 1 FROM sessions WHERE id = ?1 AND status = 'completed')", {session.id}));
  add_completion_event(change, session, completion, extractor);
  CO_TRY(const std::string uid, add_handoff(&change, session.uid, session.newest_handoff_uid,
                                            markdown, "extracted", completion.now, &measurement));
  change.reads.push_back(
      {"SELECT h.id, t.body FROM handoff_documents h JOIN texts t ON t.id = h.text_id "
       "WHERE h.uid = ?1",
       {uid}});
  auto outcome = co_await commit(std::move(change));
  if (!outcome && outcome.error().code == "guard")
    co_return std::unexpected(already_completed(session));
  if (!outcome) co_return std::unexpected(outcome.error());
  if (outcome->front().empty()) co_return std::unexpected(unknown("handoff", uid));
  const Row& row = outcome->front().front();
  const Json data = {
      {"session_id", session.id},
      {"session_number", session.number},
      {"handoff_generated", true},
      {"handoff_id", integer_at(row, 0)},
      {"master_prompt", render_prompt(parse_handoff(text_at(row, 1)), kDefaultBudget)},
      {"handoff_content", text_at(row, 1)},
      {"receipt", receipt_of(handoff)},
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
