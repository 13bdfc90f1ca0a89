#include "core/mcp/prompts.hpp"

#include "core/handoff/documents.hpp"
#include "core/mcp/tools/tools.hpp"

namespace baton::mcp {
namespace {

constexpr std::string_view kHandOver =
    "Hand this session over to the next one. Look at what was asked for, what you changed and ran, "
    "and "
    "what is still open. Record each decision that a successor would otherwise question with "
    "record_decision. Then call complete_session with what is done (and how it was checked), what "
    "is in "
    "the way, and the next steps in their order, each as one line that names its files and "
    "commands. "
    "Say nothing that this session does not show.";

Json argument(const char* name, const char* description) {
  return {{"name", name}, {"description", description}, {"required", false}};
}

Json spoken(const std::string& description, std::string_view text) {
  return {{"description", description},
          {"messages",
           Json::array({{{"role", "user"}, {"content", {{"type", "text"}, {"text", text}}}}})}};
}

Task<Result<std::string>> beginning(Caller* caller, Json arguments) {
  Decoder decoder(arguments);
  const std::string objective = decoder.text_or("objective", "", {.most = 4000});
  const std::string named = decoder.text_or("project", "", {.most = kMostNameBytes});
  if (decoder.error()) co_return std::unexpected(*decoder.error());
  CO_TRY(Json project, caller->project(named));
  CO_TRY(std::string prompt,
         handoff_prompt(caller, std::move(project), 0, handoff::kDefaultBudget));
  co_return objective.empty() ? prompt : prompt + "\n\nThis session: " + objective;
}

}  // namespace

Json prompt_list() {
  return {
      {"prompts",
       Json::array({{{"name", "start"},
                     {"title", "Start where the last session stopped"},
                     {"description", "Loads the project's handoff"},
                     {"arguments", Json::array({argument("objective", "What this session is for"),
                                                argument("project", "Another project's name")})}},
                    {{"name", "hand_over"},
                     {"title", "Hand over to the next session"},
                     {"description", "Sums the session up, records decisions, writes the handoff"},
                     {"arguments", Json::array()}}})}};
}

Task<RpcResult<Json>> get_prompt(Caller* caller, Json params) {
  const std::string name = text_in(params, "name");
  if (name == "hand_over") co_return spoken("Hand over to the next session", kHandOver);
  if (name != "start")
    co_return std::unexpected(RpcError{
        .code = invalid_params, .message = "There is no such prompt: start and hand_over are."});
  const auto sent = params.find("arguments");
  Json arguments = sent != params.end() && sent->is_object() ? *sent : Json::object();
  const Result<std::string> text = co_await beginning(caller, std::move(arguments));
  if (text) co_return spoken("Where the last session stopped", *text);
  co_return std::unexpected(RpcError{.code = invalid_params, .message = text.error().message});
}

}  // namespace baton::mcp
