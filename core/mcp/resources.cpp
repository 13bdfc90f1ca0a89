#include "core/mcp/resources.hpp"

#include "core/base/text.hpp"
#include "core/handoff/documents.hpp"
#include "core/mcp/tools/tools.hpp"

namespace baton::mcp {
namespace {

constexpr std::string_view kProjects = "baton://projects/";
constexpr std::string_view kHandoff = "/handoff";
constexpr std::string_view kSessions = "/sessions/";
constexpr const char* kType = "text/markdown";
constexpr std::int64_t kPage = 50;

Json resource_of(const Json& project) {
  const std::string name = text_in(project, "name");
  return {{"uri", std::string(kProjects) + text_in(project, "uid") + std::string(kHandoff)},
          {"name", name},
          {"title", "Handoff of " + name},
          {"description", "Where " + name + " stands: state, next steps, decisions, what failed"},
          {"mimeType", kType}};
}

struct Named {
  std::string project;
  std::int64_t session = 0;  ///< 0: the newest handoff
};

std::optional<Named> named_by(std::string_view uri) {
  if (!uri.starts_with(kProjects) || !uri.ends_with(kHandoff)) return std::nullopt;
  uri = uri.substr(kProjects.size(), uri.size() - kProjects.size() - kHandoff.size());
  const std::size_t sessions = uri.find(kSessions);
  Named named{.project = std::string(uri.substr(0, sessions))};
  if (named.project.empty() || contains(named.project, "/")) return std::nullopt;
  if (sessions == std::string_view::npos) return named;
  named.session = whole_number(uri.substr(sessions + kSessions.size())).value_or(0);
  return named.session > 0 ? std::optional(named) : std::nullopt;
}

RpcError not_there(const std::string& uri, int code) {
  return {.code = code, .message = "There is no such resource.", .data = {{"uri", cut(uri, 500)}}};
}

Task<Result<std::string>> text_of(Caller* caller, Named named) {
  CO_TRY(Json project, caller->project(named.project));
  co_return co_await handoff_prompt(caller, std::move(project), named.session,
                                    handoff::kDefaultBudget);
}

}  // namespace

Task<RpcResult<Json>> resource_list(Caller* caller, Json params) {
  const std::string cursor = text_in(params, "cursor");
  const std::int64_t first = cursor.empty() ? 0 : whole_number(cursor).value_or(-1);
  if (first < 0)
    co_return std::unexpected(
        RpcError{.code = invalid_params, .message = "The cursor is none of these."});
  const Result<Json> projects = co_await caller->get("/api/projects");
  if (!projects)
    co_return std::unexpected(
        RpcError{.code = internal_error, .message = projects.error().message});
  Json result = {{"resources", Json::array()}};
  const auto count = static_cast<std::int64_t>(projects->size());
  for (std::int64_t i = first; i < count && i < first + kPage; ++i)
    result["resources"].push_back(resource_of((*projects)[static_cast<std::size_t>(i)]));
  if (first + kPage < count) result["nextCursor"] = std::to_string(first + kPage);
  co_return result;
}

Json resource_templates() {
  return {{"resourceTemplates",
           Json::array({{{"uriTemplate", "baton://projects/{project}/handoff"},
                         {"name", "handoff"},
                         {"title", "A project's current handoff"},
                         {"mimeType", kType}},
                        {{"uriTemplate", "baton://projects/{project}/sessions/{number}/handoff"},
                         {"name", "session_handoff"},
                         {"title", "The handoff of one session"},
                         {"mimeType", kType}}})}};
}

Task<RpcResult<Json>> read_resource(Caller* caller, Json params, int missing) {
  const std::string uri = text_in(params, "uri");
  const auto named = named_by(uri);
  if (!named) co_return std::unexpected(not_there(uri, missing));
  const Result<std::string> text = co_await text_of(caller, *named);
  if (!text && text.error().fault == Fault::not_found)
    co_return std::unexpected(not_there(uri, missing));
  if (!text)
    co_return std::unexpected(RpcError{.code = internal_error, .message = text.error().message});
  co_return Json{{"contents", Json::array({{{"uri", uri}, {"mimeType", kType}, {"text", *text}}})}};
}

}  // namespace baton::mcp
