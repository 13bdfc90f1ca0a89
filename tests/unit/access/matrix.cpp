#include "tests/unit/access/matrix.hpp"

#include "core/access/credential.hpp"
#include "core/base/text.hpp"
#include "tests/catch.hpp"

namespace baton::test {
namespace {

struct Expected {
  int status = 0;  ///< 0: let in
  std::string code;
};

std::string word_of(Subject::What what) {
  switch (what) {
    case Subject::What::project:
      return "project";
    case Subject::What::handoff:
      return "handoff";
    case Subject::What::knowledge:
      return "knowledge";
    default:
      return "session";
  }
}

Expected expected(const Route& route, const Caller& caller, const Realm::Things& things,
                  bool subjects) {
  const bool safe = access::is_safe(route.method);
  if (route.access == Access::none)
    return !safe && caller.elsewhere ? Expected{403, "cross_origin"} : Expected{};
  if (caller.cookie && !safe && !caller.from_here) return {403, "cross_origin"};
  if (!caller.refusal.empty()) return {401, caller.refusal};
  if (caller.role < route.access) return {403, "role_too_low"};
  // Its protocol asks for that of every caller.
  if (route.pattern == "/mcp" && caller.elsewhere) return {403, "cross_origin"};
  if (!caller.limited_to) return {};
  if (route.scope.spans) return {403, "project_scope"};
  for (const Subject& subject : route.scope.subjects) {
    const bool sent = subjects || subject.where == Subject::Where::path;
    if (!sent && subject.need == Subject::Need::always) return {403, "project_scope"};
    const bool foreign = caller.limited_to != &things || subject.what == Subject::What::source;
    if (sent && foreign && subject.need != Subject::Need::if_known)
      return {404, "unknown_" + word_of(subject.what)};
  }
  return {};
}

/// A safe request that names nothing but what is there finds it.
bool must_find(const Route& route) {
  if (!access::is_safe(route.method) || route.scope.spans) return false;
  for (const Subject& subject : route.scope.subjects)
    if (subject.what == Subject::What::source) return false;
  return true;
}

void check(const Route& route, const Caller& caller, const Realm& realm, bool subjects) {
  Request request = request_for(route, realm.ours, subjects);
  request.headers = caller.headers;
  request.headers.emplace_back("Forwarded", "for=192.0.2.1");
  INFO(caller.name << ": " << request.method << ' ' << request.target << ' ' << request.body);
  const Response response = realm.ask(std::move(request));
  INFO(response.body);
  const Expected wanted = expected(route, caller, realm.ours, subjects);
  if (wanted.status) {
    CHECK(response.status == wanted.status);
    CHECK(contains(response.body, "\"code\":\"" + wanted.code + "\""));
    CHECK((text_of_header(response, "WWW-Authenticate") == "Bearer") == (wanted.status == 401));
    return;
  }
  CHECK(response.status < 500);
  CHECK(response.status != 403);
  CHECK(response.status != 429);
  // A log-in that lacks everything is a bad request; nothing else that is let in asks for a token.
  CHECK(response.status != 401);
  if (subjects && must_find(route)) CHECK(response.status == 200);
}

}  // namespace

void check_all(const Ask& ask, const std::string& origin) {
  for (const Route& route : routes()) {
    const Realm realm(ask, origin);
    for (const Caller& caller : callers(realm)) {
      check(route, caller, realm, false);
      check(route, caller, realm, true);
    }
  }
}

}  // namespace baton::test
