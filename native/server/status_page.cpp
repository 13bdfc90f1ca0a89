#include "native/server/status_page.hpp"

#include "core/base/json.hpp"
#include "native/server/drive.hpp"
#include "native/server/fields.hpp"
#include "native/server/login_page.hpp"
#include "native/server/status_page_assets.hpp"

namespace baton::native {
namespace {

/// The `data` of an answer of the API, or null.
Json data_of(Application& application, const Request& asker, const std::string& client,
             std::string target) {
  Request request;
  request.target = std::move(target);
  request.headers = asker.headers;
  const Response response = ask(application, std::move(request), client);
  auto answer = parse_json(response.body);
  if (response.status != 200 || !answer || !answer->is_object()) return nullptr;
  const auto data = answer->find("data");
  return data == answer->end() ? Json(nullptr) : *data;
}

/// A member as text for the page; "" if it is absent.
std::string member(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (found == object.end() || found->is_null()) return {};
  const auto* text = found->get_ptr<const std::string*>();
  return escaped_html(text ? *text : to_text(*found));
}

std::string figure(std::string_view name, const std::string& value) {
  return "<div><dt>" + std::string(name) + "</dt><dd>" + value + "</dd></div>\n";
}

std::string figures(const Json& health) {
  return "<dl>\n" + figure("Status", member(health, "status")) +
         figure("Version", member(health, "version")) +
         figure("Projects", member(health, "projects")) +
         figure("Sessions", member(health, "sessions")) + "</dl>\n";
}

std::string project_row(const Json& project) {
  const std::string changed = member(project, "updated_at");
  return "<tr><td>" + member(project, "name") + "<small>" + member(project, "description") +
         "</small></td><td>" + member(project, "status") + "</td><td class=\"number\">" +
         member(project, "total_sessions") + "</td><td class=\"number\">" +
         member(project, "active_sessions") + "</td><td>" + changed.substr(0, 10) + "</td></tr>\n";
}

std::string projects_table(const Json& projects) {
  if (projects.empty()) return std::string(assets::page_empty);
  std::string html =
      "<section>\n<h2>Projects</h2>\n<div class=\"table\"><table>\n<tr><th>Name</th><th>Status</th>"
      "<th class=\"number\">Sessions</th><th class=\"number\">Open</th><th>Changed</th></tr>\n";
  for (const Json& project : projects) html += project_row(project);
  return html + "</table></div>\n</section>\n";
}

std::string page(const Request& request, const std::string& client, Application& application) {
  std::string html(assets::page_head);
  const Json health = data_of(application, request, client, "/api/health");
  if (health.is_object()) html += figures(health);
  const Json projects = data_of(application, request, client, "/api/projects?limit=50");
  html += projects.is_array() ? projects_table(projects) : std::string(assets::page_token);
  return html.append(assets::page_foot);
}

Response file(std::string_view type, std::string_view content) {
  return page_file(type, content,
                   "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
                   "form-action 'none'; frame-ancestors 'none'");
}

}  // namespace

std::string escaped_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::optional<Response> status_page(const Request& request, const std::string& client,
                                    Application& application) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const std::string_view path = path_of(request.target);
  if (path == "/") return file("text/html; charset=utf-8", page(request, client, application));
  if (path == "/status.css") return file("text/css; charset=utf-8", assets::style);
  if (path == "/favicon.svg") return file("image/svg+xml", assets::icon);
  return login_page(request);
}

}  // namespace baton::native
