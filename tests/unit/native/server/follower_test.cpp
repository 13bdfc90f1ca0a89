#include <chrono>

#include "tests/catch.hpp"
#include "tests/unit/native/server/running_server.hpp"

namespace baton::native {
namespace {

using std::chrono::milliseconds;

constexpr int kSoon = 300;

/// RFC 6455's example; `more` are header lines.
std::string handshake(const std::string& more = {}, const std::string& query = {}) {
  return "GET /api/events/ws" + query +
         " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
         more + "\r\n";
}

/// A text frame as the server sends it.
std::string text_frame(const std::string& text) {
  return std::string("\x81") + static_cast<char>(text.size()) + text;
}

/// A frame as a client sends it, masked with zeros.
std::string sent_frame(char kind, const std::string& payload) {
  return std::string{kind, static_cast<char>(0x80 | payload.size()), 0, 0, 0, 0} + payload;
}

std::string close_frame(int code) {
  return std::string{static_cast<char>(code >> 8), static_cast<char>(code & 255)};
}

bool found(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct EmptyLog {
  EmptyLog() {
    FakeApplication::log_end = 0;
    FakeApplication::closed = false;
  }
  ~EmptyLog() { FakeApplication::closed = false; }
};

TEST_CASE("a handshake is answered, and the first page comes behind it") {
  const EmptyLog log;
  FakeApplication::log_end = 2;
  const RunningServer server;
  RawClient client(server.port());
  client.send(handshake({}, "?since=1"));
  const std::string answer = client.read_all(kSoon);
  CHECK(answer.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
  CHECK(found(answer, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
  CHECK(answer.ends_with(text_frame(R"({"events":[{"seq":2}],"cursor":2})")));
}

TEST_CASE("what a request of any thread publishes reaches a follower") {
  const EmptyLog log;
  const RunningServer server;
  RawClient client(server.port());
  client.send(handshake());
  client.read_all(kSoon);
  for (int i = 1; i <= 4; ++i) {
    server.exchange("POST /append HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const std::string seq = std::to_string(i);
    CHECK(client.read_all(kSoon) ==
          text_frame(R"({"events":[{"seq":)" + seq + R"(}],"cursor":)" + seq + "}"));
  }
}

TEST_CASE("a follower that may not read any more is closed with 1008 at its next page") {
  const EmptyLog log;
  const RunningServer server;
  RawClient client(server.port());
  client.send(handshake());
  client.read_all(kSoon);
  FakeApplication::closed = true;
  server.exchange("POST /append HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const std::string received = client.read_all(kSoon);
  CHECK(received.starts_with("\x88"));
  CHECK(found(received, close_frame(1008)));
  CHECK(server.exchange(handshake()).starts_with("HTTP/1.1 403"));
}

TEST_CASE("handshakes that are none are refused with an answer") {
  const EmptyLog log;
  const RunningServer server;
  const auto refused = [&](const std::string& part, const std::string& by) {
    std::string bytes = handshake();
    return server.exchange(bytes.replace(bytes.find(part), part.size(), by));
  };
  CHECK(refused("Version: 13", "Version: 12").starts_with("HTTP/1.1 426"));
  CHECK(found(refused("Version: 13", "Version: 12"), "Sec-WebSocket-Version: 13\r\n"));
  CHECK(refused("Sec-WebSocket-Key", "X-Key").starts_with("HTTP/1.1 400"));
  CHECK(refused("keep-alive, Upgrade", "keep-alive").starts_with("HTTP/1.1 400"));
  CHECK(refused("HTTP/1.1", "HTTP/1.0").starts_with("HTTP/1.1 400"));
  CHECK(found(refused("\r\n\r\n", "\r\n\r\nearly"), R"("code":"bad_handshake")"));
  CHECK(found(server.exchange(handshake("Origin: http://a.example\r\n")), "foreign_origin"));
  CHECK(server.exchange(handshake("Content-Length: 3\r\n")).starts_with("HTTP/1.1 400"));
}

/// Answers pings for that long; how many came.
int answered_pings(RawClient& client, milliseconds duration) {
  int pings = 0;
  for (const auto end = std::chrono::steady_clock::now() + duration;
       std::chrono::steady_clock::now() < end;) {
    if (!found(client.read_all(20), "\x89")) continue;
    ++pings;
    client.send(sent_frame('\x8a', ""));
  }
  return pings;
}

TEST_CASE("a follower that is silent is pinged, and given up if it does not answer") {
  const EmptyLog log;
  Limits limits;
  limits.silence = milliseconds(800);
  const RunningServer server(limits);
  RawClient dead(server.port());
  RawClient alive(server.port());
  dead.send(handshake());
  alive.send(handshake());
  CHECK(answered_pings(alive, milliseconds(2000)) >= 3);
  CHECK_FALSE(alive.closed());
  CHECK(found(dead.read_all(kSoon), "\x89"));
  CHECK(dead.closed());
}

TEST_CASE("there are places for so many followers") {
  const EmptyLog log;
  Limits limits;
  limits.followers = 1;
  const RunningServer server(limits);
  {
    RawClient first(server.port());
    first.send(handshake());
    CHECK(first.read_all(kSoon).starts_with("HTTP/1.1 101"));
    CHECK(server.exchange(handshake()).starts_with("HTTP/1.1 503"));
  }
  std::this_thread::sleep_for(milliseconds(kSoon));
  RawClient next(server.port());
  next.send(handshake());
  CHECK(next.read_all(kSoon).starts_with("HTTP/1.1 101"));
}

TEST_CASE("a server that stops tells its followers") {
  const EmptyLog log;
  RunningServer server;
  RawClient client(server.port());
  client.send(handshake());
  client.read_all(kSoon);
  server.begin_stop();
  CHECK(found(client.read_all(kSoon), close_frame(1001)));
  client.send(sent_frame('\x88', close_frame(1001)));
  client.finish_sending();
  const auto began = std::chrono::steady_clock::now();
  server.stop();
  CHECK(std::chrono::steady_clock::now() - began < milliseconds(2000));
}

}  // namespace
}  // namespace baton::native
