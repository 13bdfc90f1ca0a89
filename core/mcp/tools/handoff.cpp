#include "core/handoff/documents.hpp"
#include "core/mcp/tools/tools.hpp"

namespace baton::mcp {
namespace {

constexpr std::int64_t kLeastBudget = 200, kMostBudget = 10'000;

Task<Result<Json>> newest(Caller* caller, Json project, std::string budget) {
  co_return co_await caller->get("/api/projects/" + text_in(project, "uid") +
                                 "/handoff?budget=" + budget);
}

/// The newest handoff of one session, or null.
Task<Result<Json>> of_session(Caller* caller, Json project, std::int64_t number,
                              std::string budget) {
  CO_TRY(const Json session, caller->session(std::move(project), number));
  CO_TRY(const Json shown, caller->get("/api/sessions/" + text_in(session, "uid")));
  const std::int64_t id = number_in(shown, "handoff_id");
  if (!id) co_return Json();
  co_return co_await caller->get(
      target("/api/handoffs/" + std::to_string(id), {{"budget", budget}}));
}

}  // namespace

Task<Result<std::string>> handoff_prompt(Caller* caller, Json project, std::int64_t session,
                                         std::int64_t budget) {
  const std::string tokens = std::to_string(budget);
  Json handoff;
  if (session) {
    CO_TRY(handoff, of_session(caller, project, session, tokens));
  } else {
    CO_TRY(handoff, newest(caller, project, tokens));
  }
  std::string prompt = text_in(handoff, "master_prompt");
  if (!prompt.empty()) co_return prompt;
  co_return text_in(project, "name") +
      (session ? ": that session has no handoff." : " has no handoff yet.");
}

Task<Result<std::string>> current_handoff(Caller* caller, Json arguments) {
  Decoder decoder(arguments);
  const std::string named = decoder.text_or("project", "", {.most = kMostNameBytes});
  const std::int64_t session = decoder.integer_or("session", 0, 1, 1'000'000'000);
  const std::int64_t budget =
      decoder.integer_or("budget", handoff::kDefaultBudget, kLeastBudget, kMostBudget);
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(Json project, caller->project(named));
  co_return co_await handoff_prompt(caller, std::move(project), session, budget);
}

}  // namespace baton::mcp
