#include "tests/conformance/coverage.hpp"

#include <algorithm>

#include "core/app.hpp"

namespace baton::conformance {
namespace {

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

/// `/api/projects/{id}` as the router has it: `/api/projects/:id`.
std::string pattern_of(const std::string& path) {
  std::string pattern;
  for (const char c : path)
    if (c != '}') pattern += c == '{' ? ':' : c;
  return pattern;
}

std::string line_of(const std::string& method, const std::string& pattern,
                    const std::string& status) {
  return method + ' ' + pattern + ": " + status;
}

/// Some take no input that could be wrong; a WebSocket is no answer; a sync needs another store
/// (tests/simulation).
constexpr std::string_view kNever[] = {"GET /api/events/ws: 200",
                                       "POST /api/admin/daily: 400",
                                       "POST /api/logout: 400",
                                       "POST /api/admin/restored: 400",
                                       "POST /api/remotes/:name/sync: 200",
                                       "POST /api/remotes/:name/check: 200"};

/// The pattern of a path whose method is refused.
std::string pattern_of_refused(Request request) {
  for (const char* method : {"GET", "POST", "PATCH", "DELETE"}) {
    request.method = method;
    if (const Match found = match(routes(), request); found.route)
      return std::string(found.route->pattern);
  }
  return "";
}

}  // namespace

Host Coverage::watch(Host host) {
  Host watched = host;
  watched.send = [this, send = std::move(host.send)](std::vector<Request> requests) {
    std::vector<Request> heads = requests;
    for (Request& head : heads) head.body.clear();
    std::vector<Response> responses = send(std::move(requests));
    for (std::size_t i = 0; i < heads.size(); ++i) saw(heads[i], responses[i].status);
    return responses;
  };
  return watched;
}

void Coverage::saw(const Request& request, int status) {
  Request head = request;
  const Match found = match(routes(), head);
  const std::string text = std::to_string(status);
  if (found.route)
    seen_.insert(
        line_of(std::string(found.route->method), std::string(found.route->pattern), text));
  else if (status == 405)
    seen_.insert(line_of("any", pattern_of_refused(std::move(head)), text));
}

std::vector<std::string> Coverage::missing(const Json& description) const {
  std::vector<std::string> lines;
  for (const auto& [path, operations] : description["paths"].items()) {
    lines.push_back(line_of("any", pattern_of(path), "405"));
    for (const auto& [method, operation] : operations.items())
      for (const auto& [status, response] : operation["responses"].items())
        if (status != "default") lines.push_back(line_of(upper(method), pattern_of(path), status));
  }
  std::erase_if(lines, [this](const std::string& line) {
    return seen_.contains(line) || std::ranges::find(kNever, line) != std::end(kNever);
  });
  return lines;
}

}  // namespace baton::conformance
