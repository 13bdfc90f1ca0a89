#include "native/server/response_writer.hpp"

#include "tests/catch.hpp"

namespace baton::native {
namespace {

std::string head_of(const Response& response, const Envelope& envelope = {}) {
  std::string head = "left over from before";
  write_head(head, response, envelope);
  return head;
}

bool has_line(const std::string& head, const std::string& line) {
  return head.find("\r\n" + line + "\r\n") != std::string::npos;
}

TEST_CASE("a response carries what protects it") {
  const std::string head =
      head_of({.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = "{}"},
              {.date = "today", .server_timing = "app;dur=1", .persistence = {}});
  CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
  for (const char* line :
       {"Date: today", "Content-Type: application/json", "Content-Length: 2",
        "Server-Timing: app;dur=1", "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY",
        "Referrer-Policy: no-referrer", "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Resource-Policy: same-origin", "Cache-Control: no-store",
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'"})
    CHECK(has_line(head, line));
  CHECK(head.ends_with("\r\n\r\n"));
  CHECK(head.find("Connection") == std::string::npos);
  CHECK(head.find("Access-Control") == std::string::npos);
}

TEST_CASE("what the response says of itself stands, and only once") {
  const std::string head = head_of({.status = 200,
                                    .headers = {{"content-security-policy", "default-src 'self'"},
                                                {"Cache-Control", "max-age=1"}},
                                    .body = {}});
  CHECK(head.find("'none'") == std::string::npos);
  CHECK(head.find("no-store") == std::string::npos);
  CHECK(has_line(head, "content-security-policy: default-src 'self'"));
}

TEST_CASE("no header can be smuggled in, and framing is the host's") {
  const std::string head = head_of({.status = 200,
                                    .headers = {{"X-One", "a\r\nX-Two: b"},
                                                {"X-\nThree", "c"},
                                                {"Content-Length", "99"},
                                                {"Transfer-Encoding", "chunked"}},
                                    .body = "four"});
  CHECK(head.find("X-Two") == std::string::npos);
  CHECK(head.find("Three") == std::string::npos);
  CHECK(head.find("99") == std::string::npos);
  CHECK(head.find("chunked") == std::string::npos);
  CHECK(has_line(head, "Content-Length: 4"));
}

TEST_CASE("statuses without a body announce none; connections say how they end") {
  CHECK(head_of({.status = 204, .headers = {}, .body = {}}).find("Length") == std::string::npos);
  CHECK(has_line(head_of({}, {.date = {}, .server_timing = {}, .persistence = Persistence::close}),
                 "Connection: close"));
  CHECK(has_line(
      head_of({},
              {.date = {}, .server_timing = {}, .persistence = Persistence::announce_keep_alive}),
      "Connection: keep-alive"));
}

TEST_CASE("dates are those of HTTP") {
  CHECK(HttpDate::format(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(HttpDate::format(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
}

}  // namespace
}  // namespace baton::native
