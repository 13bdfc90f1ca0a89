#include "tests/support/model_host.hpp"

namespace baton::test {

Json ModelHost::call(std::string method, std::string target, const Json& body) {
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  if (!body.is_null()) request.body = to_text(body);
  if (!body.is_null()) request.headers.emplace_back("Content-Type", "application/json");
  Run<Response> run(handle(store_.context(), std::move(request)));
  while (const Effect* effect = run.step()) run.reply(perform(*effect));
  const Response response = run.result();
  status_ = response.status;
  auto whole = parse_json(response.body);
  if (!whole) return nullptr;
  return response.status < 400 ? (*whole)["data"] : *whole;
}

EffectReply ModelHost::perform(const Effect& effect) {
  if (std::holds_alternative<Now>(effect)) return now_;
  if (const auto* sleep = std::get_if<Sleep>(&effect)) {
    now_ += sleep->milliseconds;
    return Sleep::Reply{};
  }
  const auto* fetch = std::get_if<Fetch>(&effect);
  if (!fetch) return native::perform(store_.database(), effect);
  fetches_.push_back(*fetch);
  Play play = model_(*fetch);
  if (play.milliseconds > fetch->timeout_ms) play = fails("timeout", fetch->timeout_ms);
  now_ += play.milliseconds;
  return std::move(play.reply);
}

ModelHost::Play says(const std::string& text) {
  const Json body = {
      {"choices",
       {{{"message", {{"role", "assistant"}, {"content", text}}}, {"finish_reason", "stop"}}}},
      {"usage", {{"prompt_tokens", 900}, {"completion_tokens", 80}}}};
  return answers(200, to_text(body));
}

ModelHost::Play answers(int status, std::string body, std::string retry_after) {
  const bool page = body.starts_with("<");
  return {Fetch::Answer{status, page ? "text/html" : "application/json", std::move(retry_after),
                        std::move(body)}};
}

ModelHost::Play fails(const std::string& code, std::int64_t milliseconds) {
  return {fail(Fault::unavailable, code, "a detail"), milliseconds};
}

}  // namespace baton::test
