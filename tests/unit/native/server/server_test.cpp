#include "native/server/server.hpp"

#include <chrono>

#include "tests/catch.hpp"
#include "tests/unit/native/server/running_server.hpp"

namespace baton::native {
namespace {

using std::chrono::milliseconds;
using std::literals::operator""s;

const std::string local = " HTTP/1.1\r\nHost: localhost\r\n";

int status_of(const std::string& response) {
  return response.starts_with("HTTP/1.1 ") ? std::stoi(response.substr(9, 3)) : 0;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

std::string chunk(const std::string& data) {
  char size[20];
  std::snprintf(size, sizeof size, "%zx\r\n", data.size());
  return size + data + "\r\n";
}

TEST_CASE("one connection, many requests") {
  const RunningServer server;
  RawClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    REQUIRE(client.send("POST /echo" + local + "Content-Length: 5\r\n\r\nhello"));
    const std::string response = client.read_response();
    CHECK(status_of(response) == 200);
    CHECK(response.ends_with("\r\n\r\nPOST /echo\nhello"));
    CHECK(has(response, "Server-Timing: app;dur="));
  }
  client.send("GET /echo" + local + "Connection: close\r\n\r\n");
  CHECK(has(client.read_all(), "Connection: close\r\n"));
  CHECK(client.closed());
}

TEST_CASE("pipelined requests are answered in order") {
  const RunningServer server;
  std::string requests;
  for (int i = 0; i < 50; ++i) requests += "GET /" + std::to_string(i) + local + "\r\n";
  const std::string responses = server.exchange("\r\n" + requests);
  CHECK(count(responses, "HTTP/1.1 200 OK") == 50);
  CHECK(responses.find("GET /7\n") < responses.find("GET /8\n"));
}

TEST_CASE("a request may arrive a byte at a time") {
  const RunningServer server;
  RawClient client(server.port());
  for (const char byte : "POST /echo" + local + "Transfer-Encoding: chunked\r\n\r\n" + chunk("ab") +
                             chunk("c") + "0\r\n\r\n") {
    client.send({&byte, 1});
    std::this_thread::sleep_for(milliseconds(1));
  }
  CHECK(client.read_response().ends_with("\nabc"));
}

TEST_CASE("HEAD is GET without its body; 204 has none") {
  const RunningServer server;
  RawClient client(server.port());
  client.send("HEAD /large" + local + "\r\n");
  const std::string head = client.read_response(false);
  CHECK(has(head, "Content-Length: 4000000\r\n"));
  client.send("GET /empty" + local + "\r\n");
  const std::string empty = client.read_response();
  CHECK(status_of(empty) == 204);
  CHECK(empty.ends_with("\r\n\r\n"));
  CHECK(!has(empty, "Content-Length"));
}

TEST_CASE("a large response arrives whole, however slowly it is read") {
  const RunningServer server;
  RawClient client(server.port());
  client.send("GET /large" + local + "\r\n");
  std::this_thread::sleep_for(milliseconds(100));
  CHECK(client.read_response().size() > 4'000'000);
}

TEST_CASE("HTTP/1.0 closes unless asked") {
  const RunningServer server;
  const std::string old = " HTTP/1.0\r\nHost: localhost\r\n";
  RawClient first(server.port());
  first.send("GET /echo" + old + "\r\n");
  CHECK(has(first.read_all(), "Connection: close"));
  CHECK(first.closed());
  RawClient second(server.port());
  second.send("GET /echo" + old + "Connection: keep-alive\r\n\r\n");
  CHECK(has(second.read_response(), "Connection: keep-alive"));
  second.send("GET /echo" + old + "\r\n");
  CHECK(status_of(second.read_response()) == 200);
}

TEST_CASE("what is not HTTP is refused in JSON") {
  const RunningServer server;
  for (const std::string& request :
       {std::string("nonsense\r\n\r\n"), std::string("GET / HTTP/2.0\r\n\r\n"),
        std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), std::string("\x16\x03\x01\x02", 4),
        "GET /a b" + local + "\r\n", "GET /" + local + "bad header\r\n\r\n",
        "GET /" + local + "A: b\0c\r\n\r\n"s, "POST /echo" + local + "Content-Length: -1\r\n\r\n",
        "POST /echo" + local + "Content-Length: 99999999999999999999\r\n\r\n",
        "POST /echo" + local + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /echo" + local + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo" + local + "Transfer-Encoding: chunked\r\n\r\nnot hex\r\n",
        "POST /echo" + local + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
        "POST /echo" + local + "Content-Length: 10\r\n\r\nshort", "GET /" + local,
        std::string("GET / HTTP/1.1\r\n\r\n")}) {
    INFO(request);
    const std::string response = server.exchange(request);
    CHECK(status_of(response) == 400);
    CHECK(has(response, R"({"success":false,"error":")"));
    CHECK(has(response, "X-Content-Type-Options: nosniff"));
  }
  CHECK(status_of(server.exchange("GET /" + local + "Transfer-Encoding: gzip\r\n\r\n")) == 501);
  CHECK(status_of(server.exchange("GET /" + local + "Expect: miracle\r\n\r\n")) == 417);
  CHECK(status_of(server.exchange("GET /echo" + local + "\r\n")) == 200);
}

TEST_CASE("the header has a limit, in one field, in many, and in parts") {
  const RunningServer server;
  CHECK(status_of(server.exchange("GET /" + std::string(20'000, 'a') + local + "\r\n")) == 431);
  CHECK(status_of(server.exchange("GET /" + local + "A: " + std::string(20'000, 'a') +
                                  "\r\n\r\n")) == 431);
  RawClient client(server.port());
  client.send("GET /" + local);
  std::string fields;
  for (int i = 0; i < 100; ++i) fields += "Name: value\r\n";
  bool taken = true;
  for (int i = 0; i < 10'000 && taken; ++i) {
    taken = client.send(fields);
    if (i < 20) std::this_thread::sleep_for(milliseconds(2));
  }
  CHECK(status_of(client.read_all()) == 431);
  CHECK(status_of(server.exchange("GET /" + local + "A: " + std::string(15'000, 'a') +
                                  "\r\n\r\n")) == 200);
}

TEST_CASE("a body over the limit is refused, announced or not, and the client reads why") {
  const RunningServer server;
  const std::string ten_megabytes(10'000'000, 'x');
  RawClient announced(server.port());
  CHECK(announced.send("POST /echo" + local + "Content-Length: 10000000\r\n\r\n" + ten_megabytes));
  const std::string first = announced.read_all();
  CHECK(status_of(first) == 413);
  CHECK(has(first, "body_too_large"));
  CHECK(announced.closed());
  RawClient chunked(server.port());
  chunked.send("POST /echo" + local + "Transfer-Encoding: chunked\r\n\r\n" + chunk(ten_megabytes));
  CHECK(status_of(chunked.read_all()) == 413);
  RawClient exact(server.port());
  exact.send("POST /echo" + local + "Content-Length: 8388608\r\n\r\n" + std::string(8388608, 'x'));
  CHECK(status_of(exact.read_response()) == 200);
}

TEST_CASE("a streamed body comes in pieces, whatever its framing") {
  const RunningServer server;
  const std::string body(1'000'000, 'x');
  RawClient client(server.port());
  client.send("POST /stream" + local + "Content-Length: 1000000\r\n\r\n" + body);
  CHECK(has(client.read_response(), "1000000 bytes in 16 pieces of at most 65536"));
  std::string chunks;
  for (int i = 0; i < 100; ++i) chunks += chunk(body.substr(0, 10'000));
  client.send("POST /stream" + local + "Transfer-Encoding: chunked\r\n\r\n" + chunks +
              "0\r\nTrailer: x\r\n\r\n");
  CHECK(has(client.read_response(), "1000000 bytes in 16 pieces of at most 65536"));
  client.send("POST /stream" + local + "Content-Length: 0\r\n\r\n");
  CHECK(has(client.read_response(), "0 bytes in 0 pieces"));
  CHECK(has(server.exchange("POST /stream" + local + "Content-Length: 10\r\n\r\nabc"),
            "incomplete_request"));
}

TEST_CASE("Expect: 100-continue is answered before the body, and only when it is wanted") {
  const RunningServer server;
  for (const char* path : {"/echo", "/stream"}) {
    RawClient client(server.port());
    client.send("POST "s + path + local + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    CHECK(client.read_response(false) == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hello");
    CHECK(status_of(client.read_response()) == 200);
  }
  RawClient refused(server.port());
  refused.send("POST /early" + local + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  CHECK(status_of(refused.read_response()) == 200);
  RawClient large(server.port());
  large.send("POST /echo" + local + "Expect: 100-continue\r\nContent-Length: 90000000\r\n\r\n");
  CHECK(status_of(large.read_response()) == 413);
}

TEST_CASE("a failure inside says nothing of the inside, and the server goes on") {
  const RunningServer server;
  RawClient client(server.port());
  client.send("GET /throw" + local + "\r\n");
  const std::string thrown = client.read_response();
  CHECK(status_of(thrown) == 500);
  CHECK(!has(thrown, "entropy"));
  client.send("GET /fault" + local + "\r\n");
  CHECK(status_of(client.read_response()) == 503);
  client.send("GET /split" + local + "\r\n");
  CHECK(!has(client.read_response(), "Injected"));
}

TEST_CASE("foreign hosts and origins are refused") {
  const RunningServer server;
  CHECK(status_of(server.exchange("GET /echo HTTP/1.1\r\nHost: evil.example\r\n\r\n")) == 421);
  CHECK(status_of(server.exchange("GET http://evil.example/echo" + local + "\r\n")) == 421);
  CHECK(status_of(server.exchange("POST /echo" + local + "Origin: http://evil.example\r\n" +
                                  "Content-Length: 0\r\n\r\n")) == 403);
}

TEST_CASE("slow clients are given up, each wait in its time") {
  Limits limits;
  limits.header = limits.body_stall = limits.send_stall = limits.linger = milliseconds(100);
  limits.idle = milliseconds(300);
  const RunningServer server(limits);
  const auto answer_to = [&](const std::string& bytes) {
    RawClient client(server.port());
    client.send(bytes);
    const std::string answer = client.read_all(2000);
    return client.closed() ? answer : "still open";
  };
  CHECK(answer_to("").empty());
  CHECK(status_of(answer_to("GET /ec")) == 408);
  CHECK(status_of(answer_to("GET /echo" + local + "X: y")) == 408);
  CHECK(status_of(answer_to("POST /echo" + local + "Content-Length: 9\r\n\r\nabc")) == 408);
  CHECK(has(answer_to("POST /stream" + local + "Content-Length: 9\r\n\r\nabc"), "request_timeout"));
  CHECK(status_of(answer_to("GET /echo" + local + "\r\n")) == 200);

  RawClient dripping(server.port());
  bool taken = true;
  const auto began = std::chrono::steady_clock::now();
  dripping.send("POST /echo" + local + "Content-Length: 1000000\r\n\r\n");
  while (taken && std::chrono::steady_clock::now() - began < milliseconds(3000)) {
    taken = dripping.send("x");
    std::this_thread::sleep_for(milliseconds(20));
  }
  CHECK(!taken);

  RawClient reading_nothing(server.port());
  reading_nothing.send("GET /large" + local + "\r\n");
  std::this_thread::sleep_for(milliseconds(600));
  CHECK(reading_nothing.read_response().size() < 4'000'000);
}

TEST_CASE("connections have a cap, and it counts only those that are open") {
  Limits limits;
  limits.connections = 4;
  const RunningServer server(limits);
  {
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i) {
      clients.push_back(std::make_unique<RawClient>(server.port()));
      clients.back()->send("GET /echo" + local + "\r\n");
      CHECK(status_of(clients.back()->read_response()) == 200);
    }
    RawClient surplus(server.port());
    CHECK(status_of(surplus.read_all()) == 503);
  }
  std::this_thread::sleep_for(milliseconds(100));
  CHECK(status_of(server.exchange("GET /echo" + local + "\r\n")) == 200);
}

TEST_CASE("stopping finishes requests in flight, closes idle connections, takes no new ones") {
  RunningServer server;
  RawClient idle(server.port());
  idle.send("GET /echo" + local + "\r\n");
  CHECK(status_of(idle.read_response()) == 200);
  RawClient busy(server.port());
  busy.send("GET /slow" + local + "\r\n");
  std::this_thread::sleep_for(milliseconds(50));
  const auto began = std::chrono::steady_clock::now();
  server.begin_stop();
  const std::string last = busy.read_all();
  CHECK(status_of(last) == 200);
  CHECK(has(last, "Connection: close"));
  CHECK(idle.read_all().empty());
  CHECK(idle.closed());
  server.stop();
  CHECK(std::chrono::steady_clock::now() - began < milliseconds(1000));
  CHECK(!RawClient(server.port()).connected());
}

TEST_CASE("stopping waits no longer than its grace") {
  Limits limits;
  limits.grace = milliseconds(200);
  RunningServer server(limits);
  RawClient half(server.port());
  half.send("POST /echo" + local + "Content-Length: 9\r\n\r\nabc");
  std::this_thread::sleep_for(milliseconds(50));
  const auto began = std::chrono::steady_clock::now();
  server.stop();
  CHECK(std::chrono::steady_clock::now() - began < milliseconds(900));
}

}  // namespace
}  // namespace baton::native
