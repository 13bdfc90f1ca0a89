#include "native/cli/api.hpp"

#include "native/cli/exit_code.hpp"
#include "tests/catch.hpp"

namespace baton::cli {
namespace {

/// Answers every request with one response, and remembers the request.
class OneAnswer final : public Client {
 public:
  explicit OneAnswer(Response response) : response_(std::move(response)) {}
  Result<Response> send(Request request, const Pieces& /*pieces*/, const Hear& hear) override {
    if (hear) hear(before);
    last = std::move(request);
    return response_;
  }
  Request last;
  std::string before;  ///< sent before the response

 private:
  Response response_;
};

Response response(int status, std::string body) {
  return {.status = status, .headers = {}, .body = std::move(body)};
}

TEST_CASE("targets are percent-encoded, empty arguments left out") {
  CHECK(target("/api/search", {{"q", "a b&c=é"}, {"kind", ""}, {"limit", "5"}}) ==
        "/api/search?q=a%20b%26c%3D%C3%A9&limit=5");
  CHECK(target("/api/x", {{"a", ""}}) == "/api/x");
}

TEST_CASE("an answer is its text and its data") {
  OneAnswer client(response(200, R"({"success":true,"data":{"id":7}})"));
  Api api(client);
  const auto answer = api.post("/api/projects", {{"name", "demo"}});
  REQUIRE(answer);
  CHECK(number_in(answer->data(), "id") == 7);
  CHECK(answer->body == R"({"success":true,"data":{"id":7}})");
  CHECK(client.last.method == "POST");
  CHECK(client.last.header("content-type") == "application/json");
}

struct Failing {
  int status;
  const char* body;
  int exit_code;
  const char* message;
};

TEST_CASE("failures become errors with their exit codes") {
  const Failing expected = GENERATE(
      Failing{400, R"({"error":"Name it.","code":"missing_field","field":"name"})", 5, "Name it."},
      Failing{401, R"({"error":"No token."})", 6, "No token."},
      Failing{404, R"({"error":"No such thing."})", 3, "No such thing."},
      Failing{409, R"({"error":"It is done."})", 4, "It is done."},
      Failing{413, R"({"error":"Too much."})", 5, "Too much."},
      Failing{422, R"({"error":"It cannot be."})", 5, "It cannot be."},
      Failing{500, R"({"error":"It broke."})", 70, "It broke."},
      Failing{503, R"({"error":"Full.","code":"disk_full"})", 6, "Full."},
      Failing{503, R"({"error":"Old.","code":"newer_schema"})", 5, "Old."},
      Failing{200, "<html>", 6, "The answer has status 200 and is not Baton's: check the address."},
      Failing{502, "bad gateway", 6,
              "The answer has status 502 and is not Baton's: check the address."},
      Failing{404, R"([1])", 6,
              "The answer has status 404 and is not Baton's: check the address."});
  OneAnswer client(response(expected.status, expected.body));
  Api api(client);
  const auto answer = api.get("/api/projects");
  REQUIRE(!answer);
  CHECK(answer.error().message == expected.message);
  CHECK(exit_code_of(answer.error()) == expected.exit_code);
}

TEST_CASE("members are read without trust") {
  const Json object = {{"text", "a"}, {"number", 3}, {"real", 2.5}, {"list", {1}}, {"flag", true}};
  CHECK(text_in(object, "text") == "a");
  CHECK(text_in(object, "number").empty());
  CHECK(number_in(object, "number") == 3);
  CHECK(number_in(object, "text") == 0);
  CHECK(real_in(object, "real") == 2.5);
  CHECK(list_in(object, "list").size() == 1);
  CHECK(list_in(object, "flag").empty());
  CHECK(flag_in(object, "flag"));
  CHECK(object_in(object, "list").is_null());
  CHECK(text_in(Json::array(), "text").empty());
}

TEST_CASE("events are told, and the last one is the answer, wherever the stream is cut") {
  const std::string stream =
      "event: progress\ndata: {\"stage\":\"asking\"}\n\nevent: draft\ndata: {\"a\":1}\n\n"
      "event: result\ndata: {\"success\":true,\"data\":{\"id\":7}}\n\n";
  for (std::size_t cut = 0; cut <= stream.size(); cut += 7) {
    Response last = response(200, stream.substr(cut));
    last.headers.emplace_back("Content-Type", "text/event-stream");
    OneAnswer client(last);
    client.before = stream.substr(0, cut);
    std::string told;
    const auto answer = Api(client).post(
        "/api/x", Json::object(),
        [&](std::string_view name, const Json& data) { told.append(name).append(to_text(data)); });
    REQUIRE(answer);
    CHECK(number_in(answer->data(), "id") == 7);
    CHECK(told == R"(progress{"stage":"asking"}draft{"a":1})");
    CHECK(client.last.header("Accept") == "text/event-stream");
  }
}

TEST_CASE("events that end with an error are an error; a plain answer needs no events") {
  Response last = response(200,
                           "event: error\ndata: "
                           R"({"success":false,"error":"It is full.","code":"disk_full"})"
                           "\n\n");
  last.headers.emplace_back("Content-Type", "text/event-stream");
  OneAnswer failing(last);
  const auto failed =
      Api(failing).post("/api/x", Json::object(), [](std::string_view, const Json&) {});
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == "disk_full");
  OneAnswer plain(response(404, R"({"success":false,"error":"No.","code":"unknown_session"})"));
  const auto unknown =
      Api(plain).post("/api/x", Json::object(), [](std::string_view, const Json&) {});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == "unknown_session");
}

}  // namespace
}  // namespace baton::cli
