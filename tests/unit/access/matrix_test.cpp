// Every route against every kind of caller: what is expected comes from the table of routes, so a
// new route is in it by itself.
#include <memory>
#include <optional>
#include <thread>

#include "core/access/credential.hpp"
#include "core/base/text.hpp"
#include "native/server/local_application.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/store.hpp"
#include "tests/unit/access/realm.hpp"
#include "tests/unit/native/server/client.hpp"

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

void check_all(const Ask& ask, const std::string& origin) {
  for (const Route& route : routes()) {
    const Realm realm(ask, origin);
    for (const Caller& caller : callers(realm)) {
      check(route, caller, realm, false);
      check(route, caller, realm, true);
    }
  }
}

bool needs_token(const Request& request) { return !request.header("Forwarded").empty(); }

TEST_CASE("every route lets in whom it should, in the core", "[access]") {
  Store store;
  check_all(
      [&](Request request) {
        request.headers.emplace_back("Host", "baton.test");
        Context context;
        context.token_required = needs_token(request);
        return native::call(store.database(), context, std::move(request));
      },
      "http://baton.test");
}

/// Sends by HTTP, over one connection for as long as the server keeps it.
class HttpAsk {
 public:
  explicit HttpAsk(std::uint16_t port) : port_(port) {}

  Response operator()(const Request& request) {
    std::string bytes = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: " + host() +
                        "\r\nContent-Type: application/json\r\n";
    for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
    if (request.method != "GET")
      bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    if (!client_) client_.emplace(port_);
    client_->send(bytes + "\r\n" + request.body);
    Response response = response_of(client_->read_response());
    if (text_of_header(response, "Connection") == "close") client_.reset();
    return response;
  }
  std::string host() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  static Response response_of(const std::string& bytes) {
    Response response;
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) return {.status = 599, .headers = {}, .body = bytes};
    response.status = std::stoi(bytes.substr(9, 3));
    response.body = bytes.substr(end + 4);
    for (const std::string_view line : lines_of(std::string_view(bytes).substr(0, end))) {
      const std::size_t colon = line.find(": ");
      if (colon != std::string_view::npos)
        response.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    return response;
  }

  std::uint16_t port_;
  std::optional<native::RawClient> client_;
};

TEST_CASE("every route lets in whom it should, over HTTP", "[access]") {
  const Folder folder;
  native::ServerOptions options;
  options.port = 0;
  options.threads = 1;
  options.rates.address.burst = 1e6;
  options.rates.token.burst = 1e6;
  auto server = native::open_server_on(folder / "baton.db", options);
  REQUIRE(server);
  const std::jthread thread([&] { server->run([](const std::string&) {}); });
  const std::shared_ptr<void> stopping(nullptr, [&](void*) { server->stop(); });
  HttpAsk http(server->port());
  check_all([&](const Request& request) { return http(request); }, "http://" + http.host());
}

}  // namespace
}  // namespace baton::test
