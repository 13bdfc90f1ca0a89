#include "core/models/chat.hpp"

#include "core/base/json_in.hpp"
#include "core/base/text.hpp"
#include "core/models/faults.hpp"

namespace baton::models {
namespace {

constexpr std::size_t kMostAnswer = std::size_t{1} << 20;
constexpr std::size_t kMostStream = std::size_t{8} << 20;  ///< each word comes in an envelope
constexpr std::size_t kMostListing = std::size_t{8} << 20;
constexpr int kTemperaturePercent = 20;  ///< little invention, and no loops

Fetch bare_fetch(const Model& model, std::string_view path) {
  Fetch fetch;
  fetch.url = model.url + std::string(path);
  fetch.headers.emplace_back("Accept", "application/json");
  if (!model.token.empty()) fetch.headers.emplace_back("Authorization", "Bearer " + model.token);
  if (model.token.empty()) fetch.key = model.key_name;
  fetch.timeout_ms = model.timeout_ms;
  fetch.most_bytes = kMostAnswer;
  return fetch;
}

Json messages_of(const Chat& chat) {
  return Json::array(
      {{{"role", "system"}, {"content", chat.system}}, {{"role", "user"}, {"content", chat.user}}});
}

Json openai_body(const Model& model, const Chat& chat, bool structured) {
  Json body = {{"model", model.model},
               {"messages", messages_of(chat)},
               {"max_tokens", chat.most_tokens},
               {"temperature", kTemperaturePercent / 100.0},
               {"stream", false}};
  if (structured && !chat.schema.is_null())
    body["response_format"] = {
        {"type", "json_schema"},
        {"json_schema", {{"name", "answer"}, {"strict", true}, {"schema", chat.schema}}}};
  return body;
}

Json ollama_body(const Model& model, const Chat& chat, bool structured) {
  Json body = {{"model", model.model},
               {"messages", messages_of(chat)},
               {"stream", false},
               {"options",
                {{"num_ctx", model.context_tokens},
                 {"num_predict", chat.most_tokens},
                 {"temperature", kTemperaturePercent / 100.0}}}};
  if (structured && !chat.schema.is_null()) body["format"] = chat.schema;
  return body;
}

/// A count of tokens; 0 if the provider does not say.
std::int64_t count_of(const Json& json) {
  return json.is_number_integer() ? std::max<std::int64_t>(0, json.get<std::int64_t>()) : 0;
}

std::string text_of_path(const Json& json, std::initializer_list<std::string_view> path) {
  const auto* text = path_in(json, path).get_ptr<const std::string*>();
  return text ? *text : std::string();
}

void take_openai(const Json& body, std::string_view message, Said& said) {
  said.text += text_of_path(body, {"choices", message, "content"});
  const std::string finish = text_of_path(body, {"choices", "finish_reason"});
  said.whole = said.whole || !finish.empty();
  said.broke_off = said.broke_off || finish == "length";
  const Json& usage = object_in(body, "usage");
  if (usage.is_null()) return;
  said.usage.input_tokens = count_of(member_in(usage, "prompt_tokens"));
  said.usage.output_tokens = count_of(member_in(usage, "completion_tokens"));
}

void take_ollama(const Json& body, Said& said) {
  said.text += text_of_path(body, {"message", "content"});
  if (!flag_in(body, "done")) return;
  said.whole = true;
  said.broke_off = text_in(body, "done_reason") == "length";
  said.usage.input_tokens = count_of(member_in(body, "prompt_eval_count"));
  said.usage.output_tokens = count_of(member_in(body, "eval_count"));
}

}  // namespace

Fetch fetch_of(const Model& model, const Chat& chat, bool structured) {
  const bool ollama = model.provider->protocol == Protocol::ollama;
  Fetch fetch = bare_fetch(model, ollama ? "/api/chat" : "/chat/completions");
  fetch.method = "POST";
  fetch.headers.emplace_back("Content-Type", "application/json");
  fetch.body =
      to_text(ollama ? ollama_body(model, chat, structured) : openai_body(model, chat, structured));
  return fetch;
}

Fetch streamed(Fetch fetch) {
  auto body = parse_json(fetch.body);
  if (!body) return fetch;
  (*body)["stream"] = true;
  if (body->contains("max_tokens")) (*body)["stream_options"] = {{"include_usage", true}};
  fetch.body = to_text(*body);
  fetch.in_pieces = true;
  fetch.most_bytes = kMostStream;
  return fetch;
}

void take(const Model& model, const Json& body, std::string_view message, Said& said) {
  if (model.provider->protocol == Protocol::ollama)
    take_ollama(body, said);
  else
    take_openai(body, message, said);
}

Result<Said> said_in(const Model& model, const Fetch::Answer& answer) {
  const auto body = parse_json(answer.body);
  if (!body || !body->is_object()) return std::unexpected(not_json(model, answer));
  Said said;
  take(model, *body, "message", said);
  if (!said.text.empty()) return said;
  if (body->contains("error")) return std::unexpected(fault_of(model, answer));
  return std::unexpected(said_nothing(model));
}

Fetch fetch_of_models(const Model& model) {
  Fetch fetch =
      bare_fetch(model, model.provider->protocol == Protocol::ollama ? "/api/tags" : "/models");
  fetch.most_bytes = kMostListing;
  return fetch;
}

Result<std::vector<std::string>> models_in(const Model& model, const Fetch::Answer& answer) {
  const auto body = parse_json(answer.body);
  if (!body || !body->is_object()) return std::unexpected(not_json(model, answer));
  const bool ollama = model.provider->protocol == Protocol::ollama;
  std::vector<std::string> names;
  for (const Json& one : list_in(*body, ollama ? "models" : "data"))
    if (const std::string& name = text_in(one, ollama ? "name" : "id"); !name.empty())
      names.push_back(name);
  return names;
}

}  // namespace baton::models
