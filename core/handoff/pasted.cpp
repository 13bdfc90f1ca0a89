#include "core/handoff/pasted.hpp"

#include "core/handoff/assist/assist.hpp"
#include "core/handoff/documents.hpp"
#include "core/handoff/pasted_handoff.hpp"
#include "core/http/answer.hpp"
#include "core/http/event_stream.hpp"
#include "core/models/configured.hpp"
#include "core/redact/redact.hpp"
#include "core/store/read.hpp"

namespace baton::handoff {
namespace {

struct Pasted {
  std::string text, project;
  models::Choice choice;
};

Result<Pasted> pasted_in(const Json& body) {
  Decoder decoder(body);
  Pasted pasted;
  pasted.text = decoder.text("conversationText", {.least = 1, .most = 8'000'000});
  pasted.choice.wanted = decoder.boolean_or("useAI", false);
  if (decoder.has("projectId")) pasted.project = decoder.id("projectId");
  pasted.choice.token = decoder.text_or("huggingFaceToken", "", {.least = 0, .most = 1000});
  pasted.choice.name = decoder.text_or("model", "", {.least = 0, .most = 100});
  if (decoder.error()) return std::unexpected(*decoder.error());
  return pasted;
}

/// Without `useAI` no model is asked, whatever came along.
Task<Result<std::optional<models::Model>>> model_for(models::Choice choice) {
  if (!choice.wanted) co_return std::nullopt;
  CO_TRY(models::Model model, models::chosen(std::move(choice)));
  co_return model;
}

Json answer_of(const assist::Assisted& made) {
  return pasted_json(made.handoff, made.measured, {made.handoff_type, made.notice, made.report});
}

}  // namespace

Task<Result<Response>> of_conversation(Context& context, Request request) {
  CO_CHECK(const Json body, body_of(request));
  CO_CHECK(Pasted pasted, pasted_in(body));
  CO_TRY(std::optional<models::Model> model, model_for(std::move(pasted.choice)));
  Closing closing;
  if (!pasted.project.empty()) {
    CO_CHECK(const Key key, key_of(pasted.project, "projectId"));
    CO_TRY(const Row row, read_one(select_project(key), "project", pasted.project));
    closing.project = text_at(row, 1);
  }
  CO_TRY(closing.date, now_text());
  const PastedHandoff read = pasted_handoff(mask_secrets(pasted.text), closing);
  assist::Assisted made;
  made.handoff = read.handoff;
  made.measured = read.measured;
  if (model) {
    assist::Transcript transcript;
    int number = 0;
    for (const Turn& turn : read.turns) transcript.add(turn, ++number);
    const assist::Material material{transcript, read.measure, [&read](const Handoff& one) {
                                      return read.measure.of(render_prompt(one));
                                    }};
    co_await tell(context, "draft", answer_of(made));
    made = co_await assist::assist(context, &material, made.handoff, *std::move(model));
  }
  co_return answer(to_text(answer_of(made)));
}

}  // namespace baton::handoff
