#include "tests/unit/access/realm.hpp"

#include "core/access/credential.hpp"
#include "core/base/text.hpp"
#include "tests/catch.hpp"

namespace baton::test {
namespace {

const std::string& thing_of(const Realm::Things& things, Subject::What what) {
  static const std::string no_source = "nowhere";
  switch (what) {
    case Subject::What::project:
      return things.project;
    case Subject::What::session:
      return things.session;
    case Subject::What::handoff:
      return things.handoff;
    case Subject::What::knowledge:
      return things.knowledge;
    case Subject::What::source:
      return no_source;
  }
  return no_source;
}

std::string replaced(std::string text, const std::string& part, const std::string& by) {
  const std::size_t at = text.find(part);
  return at == std::string::npos ? text : text.replace(at, part.size(), by);
}

Fields bearer(const Json& token) {
  return {{"Authorization", "Bearer " + token["token"].get<std::string>()}};
}

}  // namespace

Realm::Realm(Ask how, std::string from) : ask(std::move(how)), origin(std::move(from)) {
  ours = make_things();
  theirs = make_things();
}

Json Realm::data(std::string method, std::string target, const Json& body) const {
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  if (!body.is_null()) request.body = to_text(body);
  const Response response = ask(std::move(request));
  INFO(response.body);
  REQUIRE(response.status == 200);
  auto json = parse_json(response.body);
  REQUIRE(json);
  return (*json)["data"];
}

Realm::Things Realm::make_things() const {
  const auto id = [](const Json& json) { return to_text(json); };
  Things things;
  things.project = id(data("POST", "/api/projects", {{"name", "P"}})["id"]);
  const Json session = data("POST", "/api/sessions", {{"project_id", things.project}});
  things.session = id(session["session_id"]);
  data("POST", "/api/conversations/save",
       {{"session_id", things.session},
        {"conversation", {{{"role", "user"}, {"content", "Fix the lamp driver."}}}}});
  const Json done = data("POST", "/api/sessions/" + things.session + "/complete", Json::object());
  things.handoff = id(done["handoff_id"]);
  things.knowledge =
      id(data("POST", "/api/knowledge",
              {{"title", "T"}, {"content", "lamp"}, {"project_id", things.project}})["id"]);
  return things;
}

Json Realm::make_token(Json grant) const {
  grant["name"] = "t";
  return data("POST", "/api/tokens", grant);
}

std::string Realm::log_in(const Json& body) const {
  Request request;
  request.method = "POST";
  request.target = "/api/login";
  request.headers = {{"Forwarded", "for=192.0.2.1"}};
  request.body = to_text(body);
  const Response response = ask(std::move(request));
  INFO(response.body);
  REQUIRE(response.status == 200);
  const std::string cookie = text_of_header(response, "Set-Cookie");
  return cookie.substr(0, cookie.find(';'));
}

std::vector<Caller> callers(const Realm& realm) {
  const auto token = [&](const char* role) { return realm.make_token({{"role", role}}); };
  const auto limited = [&](const Realm::Things& things) {
    return bearer(realm.make_token({{"role", "admin"}, {"projects", {things.project}}}));
  };
  const Json revoked = token("admin");
  const Json ended = token("admin");
  const std::string dead = realm.log_in({{"token", ended["token"]}});
  for (const Json& one : {revoked, ended})
    realm.data("DELETE", "/api/tokens/" + to_text(one["id"]));
  const std::string cookie = realm.log_in({{"token", token("admin")["token"]}});
  const std::string unknown = "baton_" + std::string(43, 'x');
  const std::pair<std::string, std::string> here{"Origin", realm.origin};
  const std::pair<std::string, std::string> there{"Origin", "http://elsewhere.test"};
  return {
      {"nobody", {}, Access::none, "token_required"},
      {"another scheme", {{"Authorization", "Basic YTpi"}}, Access::none, "token_required"},
      {"no token's form", {{"Authorization", "Bearer x"}}, Access::none, "invalid_token"},
      {"an unknown token", {{"Authorization", "Bearer " + unknown}}, Access::none, "invalid_token"},
      {"a revoked token", bearer(revoked), Access::none, "invalid_token"},
      {"no cookie's form", {{"Cookie", "baton_session=x"}, here}, Access::none, "invalid_session"},
      {"an unknown cookie",
       {{"Cookie", "baton_session=" + std::string(43, 'x')}, here},
       Access::none,
       "invalid_session",
       true},
      {"a revoked token's cookie", {{"Cookie", dead}, here}, Access::none, "invalid_session", true},
      {"read", bearer(token("read")), Access::read, ""},
      {"write", bearer(token("write")), Access::write, ""},
      {"admin", bearer(token("admin")), Access::admin, ""},
      {"admin, from elsewhere",
       {bearer(token("admin"))[0], there},
       Access::admin,
       "",
       false,
       false,
       true},
      {"cookie from here", {{"Cookie", cookie}, here}, Access::admin, "", true},
      {"cookie, fetched from here",
       {{"Cookie", cookie}, {"Sec-Fetch-Site", "same-origin"}},
       Access::admin,
       "",
       true},
      {"cookie from elsewhere", {{"Cookie", cookie}, there}, Access::admin, "", true, false, true},
      {"cookie of who knows where", {{"Cookie", cookie}}, Access::admin, "", true, false},
      {"limited to ours", limited(realm.ours), Access::admin, "", false, true, false, &realm.ours},
      {"limited to theirs", limited(realm.theirs), Access::admin, "", false, true, false,
       &realm.theirs},
  };
}

Request request_for(const Route& route, const Realm::Things& things, bool subjects) {
  Request request;
  request.method = route.method;
  request.target = route.pattern;
  Json body = Json::object();
  for (const Subject& subject : route.scope.subjects) {
    const std::string name(subject.name);
    const std::string& thing = thing_of(things, subject.what);
    if (subject.where == Subject::Where::path) {
      request.target = replaced(request.target, ":" + name, thing);
    } else if (subjects && subject.need != Subject::Need::if_known) {
      if (subject.where == Subject::Where::body) body[name] = thing;
      if (subject.where == Subject::Where::query)
        request.target += (contains(request.target, "?") ? "&" : "?") + name + "=" + thing;
    }
  }
  request.target = replaced(replaced(request.target, ":number", "1"), ":id", "999999999");
  if (route.pattern == "/api/search")
    request.target += contains(request.target, "?") ? "&q=lamp" : "?q=lamp";
  if (!access::is_safe(route.method)) request.body = to_text(body);
  return request;
}

std::string text_of_header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (lowered(key) == lowered(name)) return value;
  return {};
}

}  // namespace baton::test
