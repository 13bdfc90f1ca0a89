#include "core/mcp/caller.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/http/answer.hpp"

namespace baton::mcp {
namespace {

constexpr std::array<std::string_view, 4> kPassedOn{"Authorization", "Cookie", "Origin", "Host"};
constexpr std::size_t kMostNamed = 20;

bool is_named(const Json& project, const std::string& named) {
  return std::to_string(number_in(project, "id")) == named || text_in(project, "uid") == named ||
         lowered(text_in(project, "name")) == lowered(named);
}

std::string names_of(const Json& projects) {
  std::string names;
  for (std::size_t i = 0; i < std::min(projects.size(), kMostNamed); ++i)
    names += (i ? ", " : "") + text_in(projects[i], "name");
  return projects.size() > kMostNamed ? names + ", …" : names;
}

std::unexpected<Error> no_project(const std::string& named, const Json& projects) {
  if (projects.empty())
    return fail(Fault::not_found, "no_project", "There is no project yet.", "project");
  return fail(Fault::not_found, named.empty() ? "project_needed" : "unknown_project",
              (named.empty() ? "Say which project" : "There is no project " + json_quoted(named)) +
                  ": " + names_of(projects) + '.',
              "project");
}

}  // namespace

Caller::Caller(Context& context, const Request& outer, Application application)
    : context_(context), project_(outer.argument("project")), application_(application) {
  for (const std::string_view name : kPassedOn) {
    const std::string_view value = outer.header(name);
    if (!value.empty()) headers_.emplace_back(name, value);
  }
}

Task<Result<Json>> Caller::ask(Request request) {
  request.headers = headers_;
  const Response response = co_await application_(context_, std::move(request));
  CO_CHECK(const Json body, parse_json(response.body));
  if (flag_in(body, "success")) co_return member_in(body, "data");
  co_return fail(fault_of(response.status), text_in(body, "code"), text_in(body, "error"),
                 text_in(body, "field"));
}

Task<Result<Json>> Caller::get(std::string target) {
  Request request;
  request.target = std::move(target);
  co_return co_await ask(std::move(request));
}

Task<Result<Json>> Caller::post(std::string target, Json body) {
  Request request;
  request.method = "POST";
  request.target = std::move(target);
  request.body = to_text(body);
  co_return co_await ask(std::move(request));
}

Task<Result<Json>> Caller::project(std::string named) {
  CO_TRY(Json projects, get("/api/projects"));
  const std::string& wanted = named.empty() ? project_ : named;
  for (Json& project : projects)
    if (wanted.empty() ? projects.size() == 1 : is_named(project, wanted))
      co_return std::move(project);
  co_return no_project(named, projects);
}

Task<Result<std::string>> Caller::limit_to(std::string named) {
  if (named.empty()) co_return "";
  CO_TRY(const Json found, project(std::move(named)));
  co_return text_in(found, "uid");
}

Task<Result<Json>> Caller::session(Json project, std::int64_t number) {
  CO_TRY(Json sessions, get("/api/projects/" + text_in(project, "uid") +
                            "/sessions?limit=1&cursor=" + std::to_string(number - 1)));
  if (!sessions.empty() && number_in(sessions[0], "session_number") == number)
    co_return std::move(sessions[0]);
  co_return fail(Fault::not_found, "unknown_session",
                 text_in(project, "name") + " has no session " + std::to_string(number) + '.',
                 "session");
}

}  // namespace baton::mcp
