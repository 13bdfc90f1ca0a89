#include "native/server/guard.hpp"

#include "tests/catch.hpp"

namespace baton::native {
namespace {

int status(const Guard& guard, const std::string& method, Fields headers) {
  Request request;
  request.method = method;
  request.headers = std::move(headers);
  const auto refusal = guard.check(request);
  return refusal ? refusal->status : 200;
}

TEST_CASE("a local server answers to its local names alone, with any port") {
  const Guard guard("127.0.0.1", {"baton.test"});
  for (const char* host : {"localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8787", "[::1]",
                           "[::1]:65535", "baton.test", "baton.test:80"})
    CHECK(status(guard, "GET", {{"Host", host}}) == 200);
  for (const char* host :
       {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8787", "192.168.1.2", "",
        ":80", "localhost:80x", "localhost:999999", "[::1", "localhost:80:80", "user@localhost"})
    CHECK(status(guard, "GET", {{"host", host}}) == 421);
}

TEST_CASE("a missing or repeated Host is malformed") {
  const Guard guard("127.0.0.1", {});
  CHECK(status(guard, "GET", {}) == 400);
  CHECK(status(guard, "GET", {{"Host", "localhost"}, {"Host", "localhost"}}) == 400);
}

TEST_CASE("bound to every interface, any address will do and no foreign name") {
  const Guard guard("0.0.0.0", {});
  CHECK(status(guard, "GET", {{"Host", "192.168.1.2:8787"}}) == 200);
  CHECK(status(guard, "GET", {{"Host", "[fe80::1]:8787"}}) == 200);
  CHECK(status(guard, "GET", {{"Host", "evil.example"}}) == 421);
  CHECK(status(Guard("box.lan", {}), "GET", {{"Host", "box.lan:1"}}) == 200);
}

TEST_CASE("another site's page may read nothing into it and change nothing") {
  const Guard guard("127.0.0.1", {});
  const auto with = [&](const char* method, const char* name, const char* value) {
    return status(guard, method, {{"Host", "localhost:8787"}, {name, value}});
  };
  CHECK(with("POST", "Origin", "http://localhost:8787") == 200);
  CHECK(with("POST", "Origin", "http://localhost:3000") == 403);
  CHECK(with("POST", "Origin", "http://127.0.0.1:8787") == 403);
  CHECK(with("DELETE", "Origin", "https://evil.example") == 403);
  CHECK(with("PATCH", "origin", "null") == 403);
  CHECK(with("POST", "Sec-Fetch-Site", "cross-site") == 403);
  CHECK(with("POST", "Sec-Fetch-Site", "same-origin") == 200);
  CHECK(with("GET", "Origin", "https://evil.example") == 200);
}

TEST_CASE("an absolute target becomes a path, and its host the Host") {
  const auto origin_form = [](std::string target) {
    Request request;
    request.target = std::move(target);
    request.headers = {{"Host", "other"}};
    to_origin_form(request);
    return request.headers[0].second + " " + request.target;
  };
  CHECK(origin_form("/a?b=http://c/d") == "other /a?b=http://c/d");
  CHECK(origin_form("http://localhost:1/a?b") == "localhost:1 /a?b");
  CHECK(origin_form("http://localhost") == "localhost /");
  CHECK(origin_form("http://localhost?q=1") == "localhost /?q=1");
  CHECK(origin_form("*") == "other *");
}

}  // namespace
}  // namespace baton::native
