#include "core/http/router.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Takes the first segment off a path: "/api/health" gives "api" and leaves "/health".
std::string_view take_segment(std::string_view& path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

/// The segments of a raw path, each decoded by itself: an encoded slash parts nothing.
Result<std::vector<std::string>> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  do {
    TRY(std::string segment, percent_decoded(take_segment(path), false));
    segments.push_back(std::move(segment));
  } while (!path.empty());
  return segments;
}

/// Whether the pattern's segments are the path's; a parameter takes any that is not empty.
bool fits(std::string_view pattern, const std::vector<std::string>& path) {
  for (const std::string& segment : path) {
    const std::string_view wanted = take_segment(pattern);
    if (segment.empty() || (!wanted.starts_with(':') && wanted != segment)) return false;
  }
  return pattern.empty();
}

bool plain(const Route* route) { return route->pattern.find(':') == std::string_view::npos; }

/// The routes of a path. One that names it outright hides those that take it for a parameter:
/// /api/accounts/next is no account.
std::vector<const Route*> routes_of(std::span<const Route> routes,
                                    const std::vector<std::string>& path) {
  std::vector<const Route*> found;
  for (const Route& route : routes)
    if (fits(route.pattern, path)) found.push_back(&route);
  if (std::ranges::any_of(found, plain))
    std::erase_if(found, [](const Route* route) { return !plain(route); });
  return found;
}

Result<Fields> query_of(std::string_view text) {
  Fields query;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view part = text.substr(0, end);
    const std::size_t equals = part.find('=');
    TRY(std::string name, percent_decoded(part.substr(0, equals), true));
    std::string value;
    if (equals != std::string_view::npos) {
      TRY(value, percent_decoded(part.substr(equals + 1), true));
    }
    if (!name.empty()) query.emplace_back(std::move(name), std::move(value));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return query;
}

Fields params_of(std::string_view pattern, const std::vector<std::string>& path) {
  Fields params;
  for (const std::string& segment : path) {
    const std::string_view name = take_segment(pattern);
    if (name.starts_with(':')) params.emplace_back(name.substr(1), segment);
  }
  return params;
}

std::string joined(const std::vector<std::string>& segments) {
  std::string path;
  for (const std::string& segment : segments) path += '/' + segment;
  return path;
}

Error no_such_path(std::string_view path) {
  return {Fault::not_found,
          "unknown_path",
          "There is nothing at " + std::string(cut(path, 200)) +
              ". GET /api/openapi.json lists the paths.",
          {}};
}

Error not_allowed(std::string_view method, const std::string& allow) {
  return {Fault::method,
          "method_not_allowed",
          std::string(cut(method, 40)) + " is not allowed here; " + allow + " are.",
          {}};
}

void choose(Match& match, const std::vector<const Route*>& found, std::string_view method) {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  for (const Route* route : found) {
    match.allow += (match.allow.empty() ? "" : ", ") + std::string(route->method);
    if (route->method == "GET") match.allow += ", HEAD";
    if (route->method == wanted) match.route = route;
  }
}

}  // namespace

Result<std::string> percent_decoded(std::string_view text, bool plus) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const int high = i + 2 < text.size() ? digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? digit(text[i + 2]) : -1;
      if (high < 0 || low < 0)
        return fail(Fault::invalid, "invalid_encoding",
                    "The address has a % that is not followed by two hexadecimal digits.");
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += plus && text[i] == '+' ? ' ' : text[i];
    }
  }
  if (first_invalid_utf8(decoded) != std::string_view::npos ||
      contains(decoded, std::string_view("\0", 1)))
    return fail(Fault::invalid, "invalid_encoding",
                "The address does not decode to UTF-8 without NUL.");
  return decoded;
}

Match match(std::span<const Route> routes, Request& request) {
  Match match;
  const std::string_view target = request.target;
  const std::size_t question = target.find('?');
  std::string_view raw = target.substr(0, question);
  if (raw.size() > 1 && raw.ends_with('/')) raw.remove_suffix(1);
  auto path = segments_of(raw);
  auto query = query_of(question == std::string_view::npos ? "" : target.substr(question + 1));
  if (!path || !query) {
    match.error = !path ? path.error() : query.error();
    return match;
  }
  request.path = joined(*path);
  request.query = *std::move(query);
  if (raw.starts_with('/')) choose(match, routes_of(routes, *path), request.method);
  if (match.route)
    request.params = params_of(match.route->pattern, *path);
  else
    match.error =
        match.allow.empty() ? no_such_path(request.path) : not_allowed(request.method, match.allow);
  return match;
}

}  // namespace baton
