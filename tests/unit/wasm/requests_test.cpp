#include "wasm/requests.hpp"

#include "tests/catch.hpp"
#include "tests/support/abi_host.hpp"
#include "wasm/message.hpp"

namespace baton::test {
namespace {

Json header_of(const std::string& message) {
  auto read = wasm::read_message(message);
  REQUIRE(read);
  return read->header;
}

bool refused(const std::string& message) { return header_of(message).at("effect") == "refused"; }

std::string message(const char* header, std::string_view body = {}) {
  return wasm::write_message(header, body);
}

/// The body of a reply: one row of one column, a text shorter than 256 bytes.
std::string one_text(const std::string& text) {
  const std::string start("\1\0\0\0\1\0\0\0t", 9);
  return start + static_cast<char>(text.size()) + std::string(3, '\0') + text;
}

std::vector<Step> steps() { return scenario("tests/wasm/scenario.json"); }

TEST_CASE("messages that the host got wrong are refused and change nothing") {
  wasm::Requests requests;
  for (const std::string& wrong :
       {std::string(), std::string("\1\0", 2), std::string("\xff\xff\xff\xff{}", 6), message("[]"),
        message("{"), message(R"({"method":"GET"})"), message(R"({"target":"/"})"),
        message(R"({"method":"GET","target":"/","headers":{}})"),
        message(R"({"method":"GET","target":"/","headers":[["a"]]})"),
        message(R"({"method":"GET","target":"/","headers":[["a",1]]})")})
    CHECK(refused(requests.begin(1, wrong)));
  CHECK(refused(requests.reply(1, message("{}"))));
  CHECK(requests.size() == 0);
}

TEST_CASE("an id is in flight once") {
  wasm::Requests requests;
  const std::string health = message(R"({"method":"GET","target":"/api/health"})");
  CHECK_FALSE(refused(requests.begin(7, health)));
  CHECK(refused(requests.begin(7, health)));
  CHECK_FALSE(refused(requests.begin(8, health)));
  requests.cancel(7);
  requests.cancel(7);
  CHECK(requests.size() == 1);
}

TEST_CASE("replies that do not fit the effect are refused, and the right one still counts") {
  wasm::Requests requests;
  const std::string asked =
      requests.begin(1, message(R"({"method":"GET","target":"/api/health"})"));
  REQUIRE(header_of(asked).at("effect") == "batch");
  for (const char* wrong :
       {"{}", R"({"error":{}})", R"({"error":{"code":"busy"}})", R"({"milliseconds":1})"})
    CHECK(refused(requests.reply(1, message(wrong))));
  const std::string rows = one_text(R"({"status":"ok"})");
  for (std::size_t length = 0; length < rows.size(); ++length)
    CHECK(refused(requests.reply(1, message("{}", rows.substr(0, length)))));
  CHECK(refused(requests.reply(1, message("{}", rows + "n"))));
  const std::string response = requests.reply(1, message("{}", rows));
  CHECK(header_of(response).at("status") == 200);
  CHECK(requests.size() == 0);
}

TEST_CASE("a request asks for a token unless the host says otherwise") {
  wasm::Requests requests;
  const std::string response =
      requests.begin(1, message(R"({"method":"GET","target":"/api/projects"})"));
  CHECK(header_of(response).at("status") == 401);
}

TEST_CASE("what the host knows of a caller comes with the request") {
  wasm::Requests requests;
  const std::string asked =
      requests.begin(1, message(R"({"method":"GET","target":"/api/projects","client":"192.0.2.1",)"
                                R"("rate_limited":true,"secure":true})"));
  CHECK(header_of(asked).at("effect") == "limit");
  CHECK(header_of(asked).at("key") == "address:192.0.2.1");
  for (const char* wrong : {"{}", R"({"allowed":1})"})
    CHECK(refused(requests.reply(1, message(wrong))));
  const Json limited = header_of(requests.reply(1, message(R"({"allowed":false})")));
  CHECK(limited.at("status") == 429);
  CHECK(limited.at("headers").dump().find("Strict-Transport-Security") != std::string::npos);
  CHECK(limited.at("headers").dump().find("Content-Security-Policy") != std::string::npos);
  CHECK(limited.at("headers").dump().find("nosniff") != std::string::npos);

  const std::string let_in = requests.begin(
      2, message(R"({"method":"GET","target":"/api/projects","admin_token":"a secret",)"
                 R"("headers":[["authorization","Bearer a secret"]]})"));
  CHECK(header_of(let_in).at("effect") == "batch");
  CHECK(header_of(let_in).at("statements").size() == 1);
  for (const char* wrong : {R"("client":1)", R"("admin_token":true)"})
    CHECK(refused(requests.begin(
        3, message((R"({"method":"GET","target":"/",)" + std::string(wrong) + "}").c_str()))));
}

TEST_CASE("the host may ask whether a body is streamed") {
  CHECK(wasm::streams_body(message(R"({"method":"POST","target":"/api/imports?project=1"})")));
  CHECK_FALSE(wasm::streams_body(message(R"({"method":"GET","target":"/api/projects"})")));
  CHECK_FALSE(wasm::streams_body("nonsense"));
}

TEST_CASE("no step of the scenario ends in a fault of ours") {
  AbiHost host;
  std::uint32_t id = 0;
  for (const Step& step : steps()) {
    const int status = header_of(host.answer(++id, step)).at("status").get<int>();
    CAPTURE(step, status);
    CHECK(status < 500);
  }
}

/// Performs `effects` of a step's effects, and hands the request over at the next.
std::string advance(AbiHost& host, std::uint32_t id, const Step& step, int effects) {
  std::string at = host.begin(id, step);
  for (int i = 0; i < effects && host.requests().in_flight(id); ++i) at = host.go_on(id, step, at);
  return at;
}

TEST_CASE("every step may be given up at each of its effects") {
  AbiHost host;
  std::uint32_t id = 0;
  for (const Step& step : steps()) {
    int effects = 0;
    for (bool waiting = true; waiting; ++effects) {
      advance(host, ++id, step, effects);
      waiting = host.requests().in_flight(id);
      host.requests().cancel(id);
      REQUIRE(host.requests().size() == 0);
    }
  }
}

TEST_CASE("a store that fails at any point is an answer") {
  const std::string failure =
      message(R"({"error":{"code":"corrupt","message":"The store is damaged."}})");
  AbiHost host;
  std::uint32_t id = 0;
  for (const Step& step : steps()) {
    for (int effects = 0; effects < 100; ++effects) {
      std::string at = advance(host, ++id, step, effects);
      if (!host.requests().in_flight(id)) break;
      if (header_of(at).at("effect") != "batch") {
        host.requests().cancel(id);
        continue;
      }
      at = host.requests().reply(id, failure);
      for (int more = 0; more < 100 && host.requests().in_flight(id); ++more)
        at = host.go_on(id, step, at);
      CAPTURE(step, effects);
      REQUIRE_FALSE(host.requests().in_flight(id));
      CHECK(header_of(at).at("status").get<int>() >= 400);
    }
  }
}

}  // namespace
}  // namespace baton::test
