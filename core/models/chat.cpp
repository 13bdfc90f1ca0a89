#include "core/models/chat.hpp"

#include "core/models/faults.hpp"

namespace baton::models {
namespace {

constexpr std::size_t kMostAnswer = std::size_t{1} << 20;
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

const Json* at_path(const Json& json, std::initializer_list<const char*> path) {
  const Json* at = &json;
  for (const char* name : path) {
    if (at->is_array()) {
      if (at->empty()) return nullptr;
      at = &at->front();
    }
    if (!at->is_object()) return nullptr;
    const auto found = at->find(name);
    if (found == at->end()) return nullptr;
    at = &*found;
  }
  return at;
}

std::int64_t count_at(const Json& json, std::initializer_list<const char*> path) {
  const Json* found = at_path(json, path);
  return found && found->is_number_integer() ? std::max<std::int64_t>(0, found->get<std::int64_t>())
                                             : 0;
}

std::string text_at_path(const Json& json, std::initializer_list<const char*> path) {
  const Json* found = at_path(json, path);
  const auto* text = found ? found->get_ptr<const std::string*>() : nullptr;
  return text ? *text : std::string();
}

Said openai_said(const Json& body) {
  Said said;
  said.text = text_at_path(body, {"choices", "message", "content"});
  said.broke_off = text_at_path(body, {"choices", "finish_reason"}) == "length";
  said.usage = {1, count_at(body, {"usage", "prompt_tokens"}),
                count_at(body, {"usage", "completion_tokens"})};
  return said;
}

Said ollama_said(const Json& body) {
  Said said;
  said.text = text_at_path(body, {"message", "content"});
  said.broke_off = text_at_path(body, {"done_reason"}) == "length";
  said.usage = {1, count_at(body, {"prompt_eval_count"}), count_at(body, {"eval_count"})};
  return said;
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

Result<Said> said_in(const Model& model, const Fetch::Answer& answer) {
  const auto body = parse_json(answer.body);
  if (!body || !body->is_object()) return std::unexpected(not_json(model, answer));
  Said said =
      model.provider->protocol == Protocol::ollama ? ollama_said(*body) : openai_said(*body);
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
  const Json* list = at_path(*body, {ollama ? "models" : "data"});
  std::vector<std::string> names;
  if (!list || !list->is_array()) return names;
  for (const Json& one : *list)
    if (std::string name = text_at_path(one, {ollama ? "name" : "id"}); !name.empty())
      names.push_back(std::move(name));
  return names;
}

}  // namespace baton::models
