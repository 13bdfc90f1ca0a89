#include "core/http/openapi.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"

namespace baton {
namespace {

/// `/api/projects/:id` as `/api/projects/{id}`, its names into `names`.
std::string template_of(std::string_view pattern, std::vector<std::string>& names) {
  std::string path;
  while (!pattern.empty()) {
    const std::size_t end = pattern.find('/', 1);
    const std::string_view segment = pattern.substr(0, end);
    if (segment.starts_with("/:")) {
      names.emplace_back(segment.substr(2));
      path += "/{" + names.back() + "}";
    } else {
      path += segment;
    }
    pattern.remove_prefix(segment.size());
  }
  return path;
}

/// What any request of the route may be answered, whatever the handler says besides.
Json responses_of(const Route& route, bool named, bool body) {
  static constexpr const char* kError = "{\"success\":false,\"error\":…,\"code\":…,\"field\":…}";
  Json responses = {{"200", {{"description", "{\"success\":true,\"data\":…}"}}},
                    {"default", {{"description", kError}}}};
  const auto add = [&](bool when, const char* status, const char* description) {
    if (when) responses[status] = {{"description", description}};
  };
  add(named || body, "400", "The request is malformed or invalid.");
  add(route.access != Access::none, "401", "A token is needed.");
  add(route.access > Access::read, "403", "The token's role does not allow this.");
  add(named, "404", "There is no such thing.");
  add(body, "413", "The body is too large.");
  add(body, "415", "The body has another type than this takes.");
  return responses;
}

/// Whether a token that is limited to projects may: "all" spans them, "own" is answered for its
/// own.
const char* projects_word(const Scope& scope) {
  if (scope.spans) return "all";
  return scope.subjects.empty() ? "none" : "own";
}

Json security_of(const Route& route) {
  if (route.access == Access::none) return Json::array();
  return Json::array({{{"token", Json::array()}}, {{"session", Json::array()}}});
}

Json security_schemes() {
  return {{"token",
           {{"type", "http"},
            {"scheme", "bearer"},
            {"description",
             "A token; 401 without, 403 role_too_low, cross_origin or project_scope, "
             "404 for what is not in the token's projects, 429 with Retry-After"}}},
          {"session",
           {{"type", "apiKey"},
            {"in", "cookie"},
            {"name", "baton_session"},
            {"description", "Set by POST /api/login; changes only from pages of the server"}}}};
}

Json operation_of(const Route& route, const std::vector<std::string>& names) {
  static constexpr const char* kAccess[] = {"none", "read", "write", "admin"};
  Json parameters = Json::array();
  for (const std::string& name : names)
    parameters.push_back(
        {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  const bool body = route.method == "POST" || route.method == "PATCH";
  Json operation = {{"summary", route.summary},
                    {"parameters", parameters},
                    {"x-access", kAccess[static_cast<std::size_t>(route.access)]},
                    {"x-projects", projects_word(route.scope)},
                    {"security", security_of(route)},
                    {"responses", responses_of(route, !names.empty(), body)}};
  const char* type = route.streams ? "application/octet-stream" : "application/json";
  if (body) operation["requestBody"] = {{"content", {{type, Json::object()}}}};
  return operation;
}

}  // namespace

std::string openapi_json(std::span<const Route> routes, std::string_view version) {
  Json paths = Json::object();
  for (const Route& route : routes) {
    std::vector<std::string> names;
    const std::string path = template_of(route.pattern, names);
    paths[path][lowered(route.method)] = operation_of(route, names);
  }
  const Json document = {{"openapi", "3.1.0"},
                         {"info", {{"title", "Baton"}, {"version", version}}},
                         {"components", {{"securitySchemes", security_schemes()}}},
                         {"paths", paths}};
  return to_text(document);
}

}  // namespace baton
