#include "core/models/faults.hpp"

#include <algorithm>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/redact/redact.hpp"

namespace baton::models {
namespace {

constexpr std::size_t kMostQuoted = 200;
constexpr std::int64_t kMostSeconds = 86'400;

Error unavailable(std::string code, std::string message) {
  return Error(Fault::unavailable, std::move(code), std::move(message));
}

bool is_page(const Fetch::Answer& answer) {
  const std::string_view start = trimmed(answer.body);
  return contains(lowered(answer.content_type), "html") || start.starts_with("<");
}

std::string one_line_of(std::string_view text) {
  std::string line;
  for (const char c : trimmed(text)) {
    const bool blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  return line;
}

/// " It says: …", or nothing.
std::string quoted(const Model& model, std::string words) {
  if (words.empty()) return {};
  if (!model.token.empty())
    for (std::size_t at = words.find(model.token); at != std::string::npos;
         at = words.find(model.token, at))
      words.replace(at, model.token.size(), "***");
  std::int64_t replaced = 0;
  const std::string masked = mask_secrets(one_line_of(repaired_utf8(words, replaced)));
  const std::string_view first = cut(masked, kMostQuoted);
  return " It says: " + std::string(first) + (first.size() < masked.size() ? "…" : "");
}

std::string text_of(const Json& json) {
  if (const auto* text = json.get_ptr<const std::string*>()) return *text;
  if (json.is_object())
    for (const char* name : {"message", "error", "detail"})
      if (const auto found = json.find(name); found != json.end() && found->is_string())
        return text_of(*found);
  return json.is_null() ? std::string() : to_text(json);
}

bool says(const std::string& words, std::initializer_list<std::string_view> phrases) {
  return std::ranges::any_of(phrases,
                             [&](std::string_view phrase) { return contains(words, phrase); });
}

std::string mend_at(const Model& model) {
  const std::string_view page = model.provider->keys_page;
  return page.empty() ? " Check its key." : " Look at " + std::string(page) + ".";
}

std::string serving_hint(const Model& model) {
  if (model.provider->protocol == Protocol::ollama)
    return " `ollama pull " + model.model + "` fetches it.";
  return " Name one that it serves.";
}

/// The codes that a status alone does not tell.
Error refusal_of(const Model& model, const std::string& title, const std::string& words) {
  const std::string low = lowered(words);
  if (says(low, {"context length", "context_length", "context window", "maximum context",
                 "too many tokens", "too long", "input length", "max_new_tokens"}))
    return unavailable("model_too_long",
                       title + " takes less text at once than was sent." + quoted(model, words));
  if (says(low,
           {"response_format", "json_schema", "guided", "structured", "grammar", "\"format\""}))
    return unavailable("model_unstructured",
                       title + " cannot keep to a schema." + quoted(model, words));
  if (says(low, {"not supported", "not found", "does not exist", "unknown model", "not served",
                 "no endpoints", "is not a chat model"}))
    return unavailable("model_not_served", title + " does not serve " + model.model + "." +
                                               serving_hint(model) + quoted(model, words));
  if (says(low, {"api key not valid", "api_key_invalid", "invalid api key"}))
    return unavailable("model_wrong_key",
                       title + " does not know the key." + mend_at(model) + quoted(model, words));
  return unavailable("model_refused", title + " refused the request." + quoted(model, words));
}

}  // namespace

std::string words_of_error(std::string_view body) {
  if (trimmed(body).starts_with("<")) return {};
  const auto json = parse_json(body);
  if (!json) return std::string(trimmed(body));
  if (!json->is_object())
    return text_of(json->is_array() && !json->empty() ? json->front() : *json);
  for (const char* name : {"error", "message", "detail"})
    if (const auto found = json->find(name); found != json->end())
      if (std::string text = text_of(*found); !text.empty()) return text;
  return {};
}

Error fault_of(const Model& model, const Fetch::Answer& answer) {
  const std::string title(model.provider->title);
  const std::string words = words_of_error(answer.body);
  const auto said = [&](const char* code, const std::string& sentence) {
    return unavailable(code, sentence + quoted(model, words));
  };
  switch (answer.status) {
    case 401:
      return said("model_wrong_key",
                  title + " does not know the key: it is wrong or was revoked." + mend_at(model));
    case 402:
      return said("model_no_credit", title + " has no credit left for this key." + mend_at(model));
    case 403:
      return said(
          "model_no_permission",
          title + " does not let this key ask models: it lacks the permission." + mend_at(model));
    case 410:
      return said("model_not_served", title + " has given up this address.");
    case 413:
      return said("model_too_long", title + " takes less text at once than was sent.");
    case 429:
      return said("model_busy", title + " takes no more requests for now: its limit is reached.");
    default:
      break;
  }
  if (answer.status >= 500 || answer.status == 408)
    return said("model_down", title + " is out of order (" + std::to_string(answer.status) + ").");
  if (answer.status >= 300 && answer.status < 400)
    return unavailable("model_refused",
                       title + " sends elsewhere: check the address " + model.url + ".");
  if (is_page(answer)) return not_json(model, answer);
  if (answer.status == 404 && words.empty())
    return unavailable("model_not_served", title + " has no models at " + model.url + ".");
  return refusal_of(model, title, words);
}

Error fault_of(const Model& model, const Error& failure) {
  const std::string title(model.provider->title);
  if (failure.code == "no_key")
    return unavailable("model_no_key",
                       "There is no key for " + title + " here: set " + model.key_name + ".");
  if (failure.code == "timeout") return out_of_time(model);
  if (failure.code == "unreachable")
    return unavailable("model_unreachable",
                       "Nobody answers at " + model.url + ": is " +
                           (model.provider->keys_page.empty() ? std::string("it running?")
                                                              : std::string("there a network?")));
  if (failure.code == "untrusted")
    return unavailable("model_untrusted",
                       "The certificate of " + model.url + " cannot be trusted.");
  if (failure.code == "too_long")
    return unavailable("model_not_json", title + " answered more than a model does.");
  return unavailable("model_cut", title + " broke off in the middle of its answer.");
}

Error not_json(const Model& model, const Fetch::Answer& answer) {
  const std::string title(model.provider->title);
  if (is_page(answer))
    return unavailable("model_not_json",
                       title + " answered with a web page: check the address " + model.url + ".");
  return unavailable("model_not_json", title + " answered something that is no JSON.");
}

Error no_object(const Model& model) {
  return unavailable("model_not_json",
                     std::string(model.provider->title) + " answered no JSON that could be read.");
}

Error out_of_time(const Model& model) {
  return unavailable("model_timeout", std::string(model.provider->title) +
                                          " did not answer within " +
                                          std::to_string(model.timeout_ms / 1000) + " s.");
}

Error said_nothing(const Model& model) {
  return unavailable("model_said_nothing",
                     std::string(model.provider->title) + " answered without a word.");
}

bool may_pass(const Error& error) {
  constexpr std::string_view kPassing[] = {"model_busy", "model_down", "model_cut",
                                           "model_said_nothing"};
  return std::ranges::find(kPassing, error.code) != std::end(kPassing);
}

std::int64_t wait_asked_for(std::string_view retry_after) {
  const std::size_t dot = std::min(retry_after.find('.'), retry_after.size());
  const auto seconds = whole_number(trimmed(retry_after.substr(0, dot)));
  if (!seconds || *seconds < 0) return -1;
  return std::min(*seconds, kMostSeconds) * 1000 + (dot < retry_after.size() ? 1000 : 0);
}

}  // namespace baton::models
