#include "native/remote.hpp"

#include "tests/catch.hpp"
#include "tests/unit/native/server/running_server.hpp"

namespace baton::native {
namespace {

std::string url_of(const RunningServer& server) {
  return "http://127.0.0.1:" + std::to_string(server.port());
}

Request request_of(std::string method, std::string target, std::string body = {}) {
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  request.body = std::move(body);
  return request;
}

/// A source of `count` pieces of `size` bytes, then of `end`.
std::function<NextPiece::Reply()> source(int count, std::size_t size,
                                         NextPiece::Reply end = std::nullopt) {
  return [=]() mutable -> NextPiece::Reply {
    return count-- > 0 ? NextPiece::Reply{std::string(size, 'x')} : end;
  };
}

std::string code_of(const Result<Response>& outcome) {
  return outcome ? "answered " + std::to_string(outcome->status) : outcome.error().code;
}

TEST_CASE("every method reaches the server with its body, over one connection") {
  const RunningServer server;
  auto remote = Remote::open(url_of(server) + "/", "secret");
  REQUIRE(remote);
  for (const char* method : {"GET", "POST", "PATCH", "DELETE"}) {
    const bool with_body = std::string_view(method) != "GET";
    const auto response =
        remote->call(request_of(method, "/echo?a=%20b", with_body ? "{\"a\":1}" : ""));
    REQUIRE(response);
    CHECK(response->status == 200);
    CHECK(response->body ==
          std::string(method) + " /echo?a=%20b\n" + (with_body ? "{\"a\":1}" : ""));
  }
  const auto head = remote->call(request_of("HEAD", "/large"));
  REQUIRE(head);
  CHECK(head->body.empty());
}

TEST_CASE("the token and the type go along; header fields come back") {
  const RunningServer server;
  auto remote = Remote::open(url_of(server), "secret");
  const auto response = remote->call(request_of("POST", "/headers", "{}"));
  REQUIRE(response);
  CHECK(response->body.find("Authorization: Bearer secret\n") != std::string::npos);
  CHECK(response->body.find("Content-Type: application/json\n") != std::string::npos);
  const std::string* type = find_field(response->headers, "content-type");
  REQUIRE(type);
  CHECK(*type == "text/plain");
}

TEST_CASE("a body is streamed from its source, and its error is the call's") {
  const RunningServer server;
  auto remote = Remote::open(url_of(server), "");
  const auto response = remote->call(request_of("POST", "/stream"), source(100, 10'000));
  REQUIRE(response);
  CHECK(response->body == "1000000 bytes in 16 pieces of at most 65536");
  const auto failed = remote->call(request_of("POST", "/stream"),
                                   source(3, 10, fail(Fault::invalid, "unreadable", "No file.")));
  CHECK(code_of(failed) == "unreadable");
  const auto empty = remote->call(request_of("POST", "/stream"), source(0, 0));
  CHECK(empty->body == "0 bytes in 0 pieces of at most 0");
}

TEST_CASE("an answer before the body's end is an answer") {
  const RunningServer server;
  auto remote = Remote::open(url_of(server), "");
  CHECK(code_of(remote->call(request_of("POST", "/echo"), source(200, 65'536))) == "answered 413");
  CHECK(code_of(remote->call(request_of("POST", "/echo", std::string(9'000'000, 'x')))) ==
        "answered 413");
  CHECK(code_of(remote->call(request_of("GET", "/echo"))) == "answered 200");
}

TEST_CASE("what can go wrong is said in words") {
  CHECK(Remote::open("baton.example.org", "").error().code == "invalid_remote");
  CHECK(Remote::open("file:///etc/passwd", "").error().code == "invalid_remote");
  CHECK(Remote::open("https://me:pass@baton.example.org", "").error().code == "invalid_remote");
  CHECK(Remote::open("http://", "").error().code == "invalid_remote");

  auto unknown = Remote::open("http://no.such.host.invalid", "");
  const auto outcome = unknown->call(request_of("GET", "/"));
  CHECK(code_of(outcome) == "remote_unreachable");
  CHECK(outcome.error().message.find("no.such.host.invalid") != std::string::npos);

  RunningServer server;
  const std::string url = url_of(server);
  CHECK(code_of(Remote::open(url, "")->call(request_of("GET", "/moved"))) == "remote_moved");
  auto secure = Remote::open("https" + url.substr(4), "");
  CHECK(code_of(secure->call(request_of("GET", "/"))) == "remote_untrusted");
  auto impatient = Remote::open(url, "", {.connect_seconds = 1, .stall_seconds = 1});
  CHECK(code_of(impatient->call(request_of("GET", "/sleep"))) == "remote_timeout");
  server.stop();
  CHECK(code_of(Remote::open(url, "")->call(request_of("GET", "/"))) == "remote_unreachable");
}

}  // namespace
}  // namespace baton::native
