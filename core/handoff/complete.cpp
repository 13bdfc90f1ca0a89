#include "core/handoff/complete.hpp"

#include <optional>

#include "core/base/text.hpp"
#include "core/conversations/turns.hpp"
#include "core/growth/first_edit.hpp"
#include "core/handoff/assist/assist.hpp"
#include "core/handoff/completion.hpp"
#include "core/handoff/completion_request.hpp"
#include "core/handoff/documents.hpp"
#include "core/handoff/interim.hpp"
#include "core/http/event_stream.hpp"
#include "core/store/read.hpp"
#include "core/usage/record.hpp"

namespace baton::handoff {
namespace {

/// What the turns are read into.
struct Reading {
  explicit Reading(const Closing& closing) : extractor(closing.cwd, closing.folder) {}

  Extractor extractor;
  Measure measure;
  assist::Transcript transcript;
};

/// A revision as it was stored.
struct Written {
  std::string uid, content;
  std::int64_t id = 0;
  std::optional<std::int64_t> first_edit_seconds;
};

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

Change completion_change(const OpenSession& session, const Completion& completion,
                         const Extractor& extractor) {
  Change change;
  change.guards.push_back(unless(
      "EXISTS (SELECT 1 FROM sessions WHERE id = ?1 AND status = 'completed')", {session.id}));
  add_completion_event(change, session, completion, extractor);
  return change;
}

/// Commits the change with the revision, and reads the revision back.
Task<Result<Written>> write_revision(Change change, Revision revision, std::int64_t session_id) {
  Written written;
  CO_TRY(written.uid, add_handoff(&change, std::move(revision)));
  change.reads.push_back(
      {"SELECT h.id, t.body FROM handoff_documents h JOIN texts t ON t.id = h.text_id "
       "WHERE h.uid = ?1",
       {written.uid}});
  change.reads.push_back(growth::select_first_edit(session_id));
  CO_TRY(const std::vector<Rows> rows, commit(std::move(change)));
  if (rows[0].empty()) co_return std::unexpected(unknown("handoff", written.uid));
  written.id = integer_at(rows[0][0], 0);
  written.content = text_at(rows[0][0], 1);
  if (const Rows& edit = rows[1];
      !edit.empty() && !std::holds_alternative<std::monostate>(edit[0][0]))
    written.first_edit_seconds = integer_at(edit[0], 0);
  co_return written;
}

/// A model's help, stored as the revision after `extracted`; what could not be stored is told.
Task<Result<Written>> write_assisted(OpenSession session, Written extracted,
                                     assist::Assisted* assisted) {
  CO_TRY(const std::string now, now_text());
  session.newest_at = written_at(session, now);  // no earlier than the extracted one
  Revision revision{session.uid,
                    extracted.uid,
                    render_markdown(assisted->handoff),
                    assisted->handoff_type,
                    written_at(session, now),
                    assisted->handoff.branch,
                    assisted->measured,
                    assisted->model,
                    confidence_of(assisted->measured),
                    assisted->usage};
  co_return co_await write_revision({}, std::move(revision), session.id);
}

/// Counts what the model took among what the session's models took; not counting fails nothing.
Task<bool> count_usage(OpenSession session, std::string model, models::Usage usage) {
  if (usage.input_tokens + usage.output_tokens == 0) co_return false;
  const auto now = co_await now_text();
  const auto uid = co_await uid_for("");
  if (!now || !uid) co_return false;
  MessageUsage message{.id = "baton " + *uid, .model = std::move(model), .at = *now, .usage = {}};
  message.usage.input_tokens = usage.input_tokens;
  message.usage.output_tokens = usage.output_tokens;
  const auto recorded = co_await usage::record(session.uid, {std::move(message)}, 0);
  co_return recorded.has_value();
}

/// Asks the model, and writes what holds of its answer.
Task<assist::Assisted> help(Context& context, const Reading* reading, OpenSession session,
                            Handoff handoff, models::Model model, Written* written) {
  const assist::Material material{
      reading->transcript, reading->measure,
      [reading](const Handoff& one) { return reading->measure.of(render_prompt(one)); }};
  const std::string name = model.model;
  assist::Assisted assisted =
      co_await assist::assist(context, &material, handoff, std::move(model));
  co_await count_usage(session, name, assisted.usage);
  if (assisted.model.empty()) co_return assisted;
  auto stored = co_await write_assisted(std::move(session), *written, &assisted);
  if (stored) {
    *written = *std::move(stored);
    co_return assisted;
  }
  assisted.notice = "What the model made better could not be stored: " + stored.error().message;
  assisted.handoff = std::move(handoff);
  assisted.handoff_type = "extracted";
  assisted.measured = material.judge(assisted.handoff);
  co_return assisted;
}

Json answer_of(const OpenSession& session, const assist::Assisted& made, const Written& written) {
  Json receipt = receipt_of(made.handoff);
  if (written.first_edit_seconds) receipt["first_edit_seconds"] = *written.first_edit_seconds;
  return {{"session_id", session.id},
          {"session_number", session.number},
          {"handoff_generated", true},
          {"handoff_id", written.id},
          {"handoff_type", made.handoff_type},
          {"master_prompt", render_prompt(parse_handoff(written.content), kDefaultBudget)},
          {"handoff_content", written.content},
          {"receipt", std::move(receipt)},
          {"measured", measured_json(made.measured)},
          {"notice", made.notice},
          {"model", made.report}};
}

/// What a request asks for, and of which session.
struct Order {
  Completion completion;
  std::optional<models::Model> model;
  OpenSession session;
};

Task<Result<Order>> order_of(Request request) {
  const std::string id(request.param("id"));
  CO_CHECK(const Key key, key_of(id, "id"));
  if (trimmed(request.body).empty()) request.body = "{}";
  CO_CHECK(const Json body, body_of(request));
  Order order;
  CO_CHECK(order.completion, completion_of(body));
  if (order.completion.choice.made()) {
    CO_TRY(order.model, models::chosen(order.completion.choice));
  }
  CO_TRY(order.session, open_session(key, id, order.completion.closing.branch));
  if (order.session.status == "completed")
    co_return std::unexpected(already_completed(order.session));
  if (auto error = no_such_step(order.session, order.completion.closing.drop))
    co_return std::unexpected(*std::move(error));
  CO_TRY(order.completion.now, now_text());
  co_return order;
}

/// Reads the session's turns, for a model too if one is to be asked.
Task<Result<int>> read_into(Reading* reading, const Order* order) {
  const auto take = [reading, keep = order->model.has_value()](const Turn& turn, int number) {
    reading->extractor.add(turn, number);
    reading->measure.add(turn, number);
    if (keep) reading->transcript.add(turn, number);
  };
  co_return co_await conversations::read_turns(order->session.id, take);
}

assist::Assisted extracted_handoff(Reading& reading, const Order& order) {
  const Handoff* previous = order.session.previous ? &*order.session.previous : nullptr;
  const Closing& closing = order.completion.closing;
  assist::Assisted made;
  made.handoff = reading.extractor.finish(closing, previous);
  made.measured = measured(reading.measure, made.handoff, closing, previous);
  return made;
}

/// Completes the session, once.
Task<Result<Written>> write_extracted(const Order* order, const Reading* reading,
                                      const assist::Assisted* made) {
  Revision revision{order->session.uid,
                    order->session.newest_handoff_uid,
                    render_markdown(made->handoff),
                    "extracted",
                    written_at(order->session, order->completion.now),
                    made->handoff.branch,
                    made->measured};
  auto written = co_await write_revision(
      completion_change(order->session, order->completion, reading->extractor), std::move(revision),
      order->session.id);
  if (!written && written.error().code == "guard")
    co_return std::unexpected(already_completed(order->session));
  co_return written;
}

}  // namespace

Task<Result<Response>> complete_session(Context& context, Request request) {
  CO_TRY(Order order, order_of(std::move(request)));
  Reading reading(order.completion.closing);
  CO_TRY(const int turns, read_into(&reading, &order));
  static_cast<void>(turns);
  describe(order.session, order.completion);
  CO_TRY(const bool known, take_interim_words(order.session.uid, &order.completion.closing));
  static_cast<void>(known);
  assist::Assisted made = extracted_handoff(reading, order);
  CO_TRY(Written written, write_extracted(&order, &reading, &made));
  if (order.model) {
    co_await tell(context, "draft", answer_of(order.session, made, written));
    made = co_await help(context, &reading, order.session, made.handoff, *order.model, &written);
  }
  co_return answer(to_text(answer_of(order.session, made, written)));
}

}  // namespace baton::handoff
