#include "core/access/gate.hpp"

#include "core/access/authorization.hpp"
#include "core/access/secrets.hpp"
#include "core/base/text.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"
#include "tests/unit/access/realm.hpp"

namespace baton::test {
namespace {

/// A store whose host counts: the batches of the last request, and what it was limited by.
struct Counted {
  Store store;
  Context context;
  int batches = 0;
  std::vector<std::string> keys;
  bool allowed = true;

  Response send(Request request) {
    batches = 0;
    keys.clear();
    Context used = context;
    Run<Response> run(handle(used, std::move(request)));
    while (Effect* effect = run.step()) {
      batches += std::holds_alternative<Batch>(*effect) ? 1 : 0;
      if (const auto* limit = std::get_if<Limit>(effect)) {
        keys.push_back(limit->key);
        run.reply(Limit::Reply{allowed});
      } else {
        run.reply(native::perform(store.database(), *effect));
      }
    }
    return run.result();
  }
  Response get(std::string target, Fields headers) {
    Request request;
    request.target = std::move(target);
    request.headers = std::move(headers);
    return send(std::move(request));
  }
};

Fields with_bearer(const std::string& token) { return {{"Authorization", "Bearer " + token}}; }

Realm realm_on(Counted& counted) {
  return Realm([&](Request request) { return counted.send(std::move(request)); },
               "http://baton.test");
}

TEST_CASE("a read takes one batch, authorization included", "[access]") {
  Counted counted;
  const Realm realm = realm_on(counted);
  const std::string token = realm.make_token({{"role", "admin"}})["token"];
  const std::string limited =
      realm.make_token({{"role", "admin"}, {"projects", {realm.ours.project}}})["token"];
  const std::string cookie = realm.log_in({{"token", token}});
  counted.context.token_required = true;
  for (const Route& route : routes()) {
    if (route.method != "GET") continue;
    for (const Fields& headers :
         {with_bearer(token), with_bearer(limited), Fields{{"Cookie", cookie}}}) {
      Request request = request_for(route, realm.ours);
      request.headers = headers;
      const Request again = request;
      counted.send(std::move(request));  // fills the caches and the search index
      const Response response = counted.send(again);
      INFO(again.target << ": " << response.body);
      CHECK(response.status < 500);
      CHECK(counted.batches == (route.pattern == "/api/openapi.json" ? 0 : 1));
    }
  }
}

TEST_CASE("who shows nothing that could be a credential costs the store nothing", "[access]") {
  Counted counted;
  counted.context.token_required = true;
  for (const Fields& headers :
       {Fields{}, with_bearer("x"), Fields{{"Cookie", "baton_session=x"}}}) {
    CHECK(counted.get("/api/projects", headers).status == 401);
    CHECK(counted.batches == 0);
  }
}

TEST_CASE("a handler that fails before it reads is not answered to strangers", "[access]") {
  Counted counted;
  counted.context.token_required = true;
  const auto unknown = with_bearer("baton_" + std::string(43, 'x'));
  CHECK(counted.get("/api/projects?limit=x", unknown).status == 401);
  CHECK(counted.get("/api/projects/x", unknown).status == 401);
  CHECK(counted.batches == 1);
}

TEST_CASE("the host's secret is an admin without asking the store", "[access]") {
  Counted counted;
  counted.context.token_required = true;
  counted.context.admin_token = "a secret of the host";
  CHECK(counted.get("/api/tokens", with_bearer("a secret of the host")).status == 200);
  CHECK(counted.batches == 1);
  CHECK(counted.get("/api/tokens", with_bearer("a secret of the hosT")).status == 401);
  CHECK(counted.get("/api/tokens", with_bearer("")).status == 401);
  CHECK(counted.store.rows("SELECT count(*) FROM tokens")[0] == "0");
}

TEST_CASE("a session of the host's secret ends when the secret changes", "[access]") {
  Counted counted;
  counted.context.token_required = true;
  counted.context.admin_token = "first";
  Request request;
  request.method = "POST";
  request.target = "/api/login";
  request.body = R"({"token":"first"})";
  const std::string set = text_of_header(counted.send(std::move(request)), "Set-Cookie");
  const Fields cookie{{"Cookie", "a=b; " + set.substr(0, set.find(';')) + "; c=d"}};
  CHECK(counted.get("/api/tokens", cookie).status == 200);
  CHECK_FALSE(contains(counted.store.rows("SELECT bound_to FROM login_sessions")[0],
                       access::digest_of("first")));
  counted.context.admin_token = "second";
  CHECK(counted.get("/api/tokens", cookie).status == 401);
  counted.context.admin_token = "";
  CHECK(counted.get("/api/tokens", cookie).status == 401);
}

TEST_CASE("sessions and codes expire", "[access]") {
  Counted counted;
  const Realm realm = realm_on(counted);
  const Json made = realm.make_token({{"link", true}});
  const std::string cookie = realm.log_in({{"token", made["token"]}});
  const std::string path = made["login_path"];
  counted.context.token_required = true;
  CHECK(counted.get("/api/projects", {{"Cookie", cookie}}).status == 200);
  REQUIRE(
      counted.store.run({{"UPDATE login_sessions SET expires_at = '2020-01-01T00:00:00.000Z'", {}},
                         {"UPDATE login_codes SET expires_at = strftime('%Y-%m-%dT%H:%M:%fZ', "
                          "'now', '-1 minutes')",
                          {}}}));
  CHECK(counted.get("/api/projects", {{"Cookie", cookie}}).status == 401);
  Request request;
  request.method = "POST";
  request.target = "/api/login";
  request.body = to_text(Json{{"code", path.substr(path.find('=') + 1)}});
  const Response late = counted.send(std::move(request));
  CHECK(late.status == 401);
  CHECK(contains(late.body, "code_expired"));
  CHECK(counted.store.rows("SELECT count(*) FROM login_sessions")[0] == "0");
}

TEST_CASE("limits are counted by token, and by address for who is not let in", "[access]") {
  Counted counted;
  const Realm realm = realm_on(counted);
  const std::string token = realm.make_token({{"role", "read"}})["token"];
  const std::string key = "token:" + access::digest_of(token).substr(0, 16);
  const std::string stranger = "baton_" + std::string(43, 'x');
  counted.context.token_required = true;
  counted.get("/api/projects", with_bearer(token));
  CHECK(counted.keys.empty());

  counted.context.rate_limited = true;
  counted.context.client = "192.0.2.1";
  const std::string address = "address:192.0.2.1";
  CHECK(counted.get("/api/projects", with_bearer(token)).status == 200);
  CHECK(counted.keys == std::vector<std::string>{key});
  CHECK(counted.get("/api/projects", {}).status == 401);
  CHECK(counted.keys == std::vector<std::string>{address});
  CHECK(counted.get("/api/projects", with_bearer("x")).status == 401);
  CHECK(counted.keys == std::vector<std::string>{address});
  CHECK(counted.get("/api/projects", with_bearer(stranger)).status == 401);
  CHECK(counted.keys.size() == 2);
  CHECK(counted.keys.back() == address);
  CHECK(counted.get("/api/health", {}).status == 200);
  CHECK(counted.keys.empty());

  counted.allowed = false;
  const Response refused = counted.get("/api/projects", with_bearer(token));
  CHECK(refused.status == 429);
  CHECK(counted.batches == 0);
  CHECK(contains(refused.body, "rate_limited"));
  CHECK(text_of_header(refused, "Retry-After") == "10");
  CHECK(counted.get("/api/projects", {}).status == 429);
  CHECK(counted.keys == std::vector<std::string>{address});
}

TEST_CASE("a limited token lists its own projects only", "[access]") {
  Counted counted;
  const Realm realm = realm_on(counted);
  const std::string token =
      realm.make_token({{"role", "read"}, {"projects", {realm.theirs.project}}})["token"];
  counted.context.token_required = true;
  for (const Fields& headers :
       {with_bearer(token), Fields{{"Cookie", realm.log_in({{"token", token}})}}}) {
    const Response response = counted.get("/api/projects", headers);
    auto listed = parse_json(response.body);
    REQUIRE(listed);
    REQUIRE((*listed)["data"].size() == 1);
    CHECK(to_text((*listed)["data"][0]["id"]) == realm.theirs.project);
  }
}

TEST_CASE("a request may be given up at any effect", "[access]") {
  Counted counted;
  const Realm realm = realm_on(counted);
  const std::string token = realm.make_token({{"role", "write"}})["token"];
  counted.context.token_required = true;
  counted.context.rate_limited = true;
  for (const char* method : {"GET", "POST"}) {
    for (int least = 0; least < 6; ++least) {
      Context used = counted.context;
      Request request;
      request.method = method;
      request.target = request.method == "GET" ? "/api/search?q=lamp" : "/api/sessions";
      request.headers = with_bearer(token);
      request.body = to_text(Json{{"project_id", realm.ours.project}});
      Run<Response> run(handle(used, std::move(request)));
      Effect* effect = run.step();
      for (int i = 0; effect && i < least; ++i) {
        run.reply(native::perform(counted.store.database(), *effect));
        effect = run.step();
      }
    }
  }
}

TEST_CASE("a store that fails is no reason to let anybody in", "[access]") {
  Counted counted;
  const Realm realm = realm_on(counted);
  const std::string token = realm.make_token({{"role", "read"}})["token"];
  counted.context.token_required = true;
  for (const auto& [bearer, status] :
       {std::pair{token, 503}, {"baton_" + std::string(43, 'x'), 401}}) {
    Context used = counted.context;
    Request request;
    request.target = "/api/projects";
    request.headers = with_bearer(bearer);
    Run<Response> run(handle(used, std::move(request)));
    REQUIRE(run.step());
    run.reply(Batch::Reply(fail(Fault::unavailable, "busy", "The store is busy.")));
    const Effect* alone = run.step();
    REQUIRE(alone);
    run.reply(native::perform(counted.store.database(), *alone));
    REQUIRE_FALSE(run.step());
    CHECK(run.result().status == status);
  }
}

TEST_CASE("digests are compared whole", "[access]") {
  CHECK(access::same_digest("abcd", "abcd"));
  CHECK_FALSE(access::same_digest("abcd", "abce"));
  CHECK_FALSE(access::same_digest("abcd", "bbcd"));
  CHECK_FALSE(access::same_digest("abcd", "abc"));
}

}  // namespace
}  // namespace baton::test
