#include "wasm/page/page.hpp"

#include "core/growth/curves.hpp"
#include "core/handoff/lint/lint.hpp"
#include "core/handoff/pasted_handoff.hpp"
#include "core/handoff/rendered.hpp"
#include "core/handoff/template.hpp"
#include "core/http/answer.hpp"
#include "core/redact/redact.hpp"
#include "core/transcript/pasted_turns.hpp"

namespace baton::page {
namespace {

constexpr Decoder::Length kDocument{.least = 0, .most = 64 << 20};

/// What `work` answers, given the message's object.
template <class Work>
std::string answered(std::string_view message, Work work) {
  Result<Json> body = parse_json(message);
  if (!body) return answer_error(body.error()).body;
  Decoder decoder(*body);
  const Result<Json> data = work(decoder);
  if (decoder.error()) return answer_error(*decoder.error()).body;
  return data ? answer(to_text(*data)).body : answer_error(data.error()).body;
}

Json turn_json(const Turn& turn) {
  return {{"role", to_word(turn.role)},
          {"kind", to_word(turn.kind)},
          {"content", turn.text},
          {"tool", turn.tool},
          {"created_at", turn.at}};
}

}  // namespace

std::string growth(std::string_view message) {
  return answered(message, [](Decoder& decoder) -> Result<Json> {
    const auto sessions = decoder.integer("sessions", 0, growth::kMostSessions);
    const auto credits = decoder.integer_or("credits", 100, 0, growth::kMostCredits);
    if (decoder.error()) return Json();
    return baton::growth::predicted(sessions, credits);
  });
}

std::string lint(std::string_view message) {
  return answered(message, [](Decoder& decoder) -> Result<Json> {
    return lint_json(baton::lint(decoder.text("markdown", kDocument)));
  });
}

std::string render(std::string_view message) {
  return answered(message, [](Decoder& decoder) -> Result<Json> {
    const std::string markdown = decoder.text("markdown", kDocument);
    const auto budget = decoder.integer_or("budget", kDefaultPromptTokens, 1, 1 << 20);
    if (!decoder.has("template"))
      return rendered(markdown, decoder.text("format", {.least = 1, .most = 20}),
                      static_cast<int>(budget));
    const TemplateSource source{
        .name = decoder.text_or("name", "the template", {.least = 1, .most = 200}),
        .text = decoder.text("template", kDocument),
        .escaped = decoder.boolean_or("escaped", false)};
    return render_template(parse_handoff(markdown), source);
  });
}

std::string turns(std::string_view message) {
  return answered(message, [](Decoder& decoder) -> Result<Json> {
    const PastedTurns pasted = pasted_turns(mask_secrets(decoder.text("text", kDocument)));
    Json list = Json::array();
    for (const Turn& turn : pasted.turns) list.push_back(turn_json(turn));
    return Json{{"format", pasted.format}, {"turns", std::move(list)}};
  });
}

std::string mask(std::string_view message) {
  return answered(message, [](Decoder& decoder) -> Result<Json> {
    MaskCounts counts;
    std::string text = mask_secrets(decoder.text("text", kDocument), counts);
    Json masked = Json::object();
    for (const auto& [rule, count] : counts) masked[rule] = count;
    return Json{{"text", std::move(text)}, {"masked", std::move(masked)}};
  });
}

std::string handoff(std::string_view message) {
  return answered(message, [](Decoder& decoder) -> Result<Json> {
    std::string text = mask_secrets(decoder.text("text", {.least = 1, .most = kDocument.most}));
    Closing closing;
    closing.project = decoder.text_or("project", "", {.least = 0, .most = 200});
    closing.date = decoder.text("date", {.least = 1, .most = 40});
    const baton::handoff::PastedHandoff made = baton::handoff::pasted_handoff(text, closing);
    Json data = baton::handoff::pasted_json(made.handoff, made.measured, {});
    data["text"] = std::move(text);
    return data;
  });
}

}  // namespace baton::page
