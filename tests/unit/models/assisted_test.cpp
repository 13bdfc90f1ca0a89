#include "core/base/text.hpp"
#include "tests/catch.hpp"
#include "tests/support/model_host.hpp"

namespace baton::test {
namespace {

const Json kConversation = Json::array(
    {{{"role", "user"}, {"content", "The forecast cache serves stale entries. Fix src/cache.cpp."}},
     {{"role", "assistant"},
      {"content",
       "I tried to lock the whole cache with a mutex first. It did not work: the refresh "
       "thread holds the lock for 40 seconds while the feed answers."}},
     {{"role", "user"}, {"content", "Then do it without the mutex. Never block a reader."}},
     {{"role", "assistant"},
      {"content",
       "I decided on a copy of the table that is swapped in, because readers must never "
       "wait. Changed src/cache.cpp. The tests pass. Next: measure the hit rate under "
       "load. I am blocked: the metrics server asks for a password that I do not "
       "have. The swapped copy doubles the memory of the cache while it is built."}}});

/// A session of that conversation.
std::string session_in(ModelHost& host) {
  const Json project = host.call("POST", "/api/projects", {{"name", "Forecast"}});
  const Json session = host.call("POST", "/api/sessions", {{"project_id", project["id"]}});
  host.call("POST", "/api/conversations/save",
            {{"session_id", session["session_id"]}, {"conversation", kConversation}});
  return std::to_string(session["session_id"].get<int>());
}

Json complete(ModelHost& host) {
  const std::string session = session_in(host);
  return host.call("POST", "/api/sessions/" + session + "/complete",
                   {{"hugging_face_token", "hf_theTokenOfTheTestThatIsForgotten1"}});
}

Json extracted() {
  ModelHost host([](const Fetch&) { return fails("unreachable"); });
  const std::string session = session_in(host);
  return host.call("POST", "/api/sessions/" + session + "/complete", Json::object());
}

bool no_worse(const Json& one, const Json& than) {
  return one["measured"]["preservation"] >= than["measured"]["preservation"] &&
         one["measured"]["groundedness"] >= than["measured"]["groundedness"];
}

TEST_CASE("what a model adds and the session shows is in the handoff", "[models]") {
  const Json plain = extracted();
  ModelHost host([](const Fetch&) {
    return says(
        R"({"watch":[{"text":"The swapped copy doubles the memory of the cache while it is built","reason":""}]})");
  });
  const Json data = complete(host);
  CHECK(data["handoff_type"] == "hybrid");
  CHECK(data["model"]["added"] == 1);
  CHECK(data["model"]["input_tokens"] == 900);
  CHECK(data["notice"] == "");
  CHECK(contains(data["handoff_content"].get<std::string>(), "doubles the memory"));
  CHECK(no_worse(data, plain));
  const Json used = host.call("GET", "/api/usage?by=session");
  CHECK(used["groups"][0]["key"] == data["session_id"]);
  CHECK(used["total"]["input_tokens"] == 900);
  CHECK(used["total"]["output_tokens"] == 80);
  CHECK(host.store().rows("SELECT handoff_type, ai_model, ai_confidence > 0.5 FROM "
                          "handoff_documents ORDER BY id") ==
        std::vector<std::string>{"extracted|NULL|NULL",
                                 "hybrid|huggingface/meta-llama/Llama-3.1-8B-Instruct|1"});
}

TEST_CASE("a token goes to Hugging Face alone and is kept nowhere", "[models]") {
  ModelHost host([](const Fetch&) { return says("{\"next\":[]}"); });
  complete(host);
  REQUIRE(host.fetches().size() == 1);
  const Fetch& fetch = host.fetches()[0];
  CHECK(fetch.url == "https://router.huggingface.co/v1/chat/completions");
  CHECK(fetch.key == "");
  CHECK(contains(to_text(Json(fetch.headers)), "Bearer hf_theTokenOfTheTestThatIsForgotten1"));
  for (const char* select :
       {"SELECT group_concat(body) FROM events", "SELECT group_concat(body) FROM texts",
        "SELECT group_concat(value) FROM fields"})
    CHECK(!contains(host.store().rows(select)[0], "theTokenOfTheTest"));
}

TEST_CASE("what a model invents is thrown out", "[models]") {
  const Json plain = extracted();
  ModelHost host([](const Fetch&) {
    return says(R"({"next":[{"text":"Delete src/legacy_feed.cpp and its tests","reason":""},
                            {"text":"Wait for the legal department to approve the new logo","reason":""}],
                    "decisions":[{"text":"Readers must never wait, so 16 copies of the table are kept","reason":""}],
                    "blockers":["Commit a1b2c3d breaks the metrics server"],
                    "rewordings":[{"id":"N1","text":"Measure the miss rate of the DNS resolver in src/dns.cpp"}]})");
  });
  const Json data = complete(host);
  CHECK(data["handoff_type"] == "extracted");
  CHECK(data["model"]["added"] == 0);
  CHECK(data["model"]["reworded"] == 0);
  CHECK(data["model"]["removed"].size() == 5);
  CHECK(contains(data["notice"].get<std::string>(), "5 statements were removed"));
  CHECK(data["handoff_content"] == plain["handoff_content"]);
  CHECK(no_worse(data, plain));
}

TEST_CASE("with a model that fails in whatever way the session is complete and the handoff stands",
          "[models]") {
  const Json plain = extracted();
  const std::pair<const char*, ModelHost::Play> plays[] = {
      {"no JSON", says("I am sorry, I cannot do that.")},
      {"no JSON", says("")},
      {"no JSON", answers(200, "not json")},
      {"a web page", answers(200, "<html><body>Sign in</body></html>")},
      {"does not know the key", answers(401, R"({"error":"Invalid token"})")},
      {"no credit", answers(402, R"({"error":"credits"})")},
      {"permission", answers(403, R"({"error":"permission"})")},
      {"does not serve", answers(400, R"({"error":{"message":"model not supported"}})")},
      {"less text", answers(400, R"({"error":{"message":"maximum context length is 4096"}})")},
      {"refused", answers(422, R"({"detail":"no"})")},
      {"limit is reached", answers(429, R"({"error":"slow down"})")},
      {"longer than anybody waits", answers(429, R"({"error":"slow down"})", "3600")},
      {"out of order (503)", answers(503, "<html>down</html>")},
      {"did not answer within 60 s", fails("timeout", 70'000)},
      {"broke off", fails("cut")},
      {"Nobody answers", fails("unreachable")},
      {"certificate", fails("untrusted")},
      {"more than a model does", fails("too_long")},
  };
  for (const auto& [part, play] : plays) {
    INFO(part);
    ModelHost host([&played = play](const Fetch&) { return played; });
    const Json data = complete(host);
    CHECK(host.last_status() == 200);
    CHECK(data["handoff_type"] == "extracted");
    CHECK(data["handoff_content"] == plain["handoff_content"]);
    INFO(data["notice"]);
    const bool told = contains(data["notice"].get<std::string>(), part) ||
                      contains(data["notice"].get<std::string>(), "without a word");
    CHECK(told);
    CHECK(host.waited() <= 60'000);
    CHECK(host.store().rows("SELECT status FROM sessions")[0] == "completed");
  }
}

TEST_CASE("half a JSON gives what is whole of it", "[models]") {
  ModelHost host([](const Fetch&) {
    return says(
        "{\"watch\":[{\"text\":\"The swapped copy doubles the memory of the cache while it "
        "is built\",\"reason\":\"\"},{\"text\":\"The met");
  });
  CHECK(complete(host)["model"]["added"] == 1);
}

TEST_CASE("a moment's trouble is waited out, and a schema that is refused left out", "[models]") {
  int asked = 0;
  ModelHost host([&asked](const Fetch& fetch) {
    ++asked;
    if (asked == 1) return answers(429, R"({"error":"slow"})", "2");
    if (asked == 2) return answers(503, "");
    if (contains(fetch.body, "response_format"))
      return answers(422, R"({"error":"response_format is not supported"})");
    return says("{\"next\":[]}");
  });
  const Json data = complete(host);
  CHECK(asked == 4);
  CHECK(data["model"]["error"] == nullptr);
  CHECK(data["model"]["requests"] == 4);
  CHECK(host.waited() > 2000);
}

TEST_CASE("a session longer than the model's context goes in pieces, the newest first",
          "[models]") {
  ModelHost host([](const Fetch&) { return says("{\"next\":[]}"); });
  host.call("POST", "/api/models",
            {{"name", "small"},
             {"provider", "compatible"},
             {"url", "http://127.0.0.1:9"},
             {"model", "m"},
             {"context_tokens", 4096}});
  const std::string session = session_in(host);
  Json more = kConversation;
  for (int i = 0; i < 60; ++i)
    more.push_back({{"role", i % 2 ? "assistant" : "user"},
                    {"content", "Round " + std::to_string(i) + ": " + std::string(900, 'x')}});
  host.call("POST", "/api/conversations/save", {{"session_id", session}, {"conversation", more}});
  const Json data =
      host.call("POST", "/api/sessions/" + session + "/complete", {{"model", "small"}});
  CHECK(data["model"]["parts"].get<int>() > 1);
  CHECK(data["model"]["parts"].get<int>() <= 8);
  CHECK(data["model"]["parts_read"] == data["model"]["parts"]);
  CHECK(contains(host.fetches()[0].body, "Round 59"));
  for (const Fetch& fetch : host.fetches()) CHECK(count_tokens(fetch.body) < 4096 - 1000);
}

TEST_CASE("a model that nobody configured is 404 before anything is done", "[models]") {
  ModelHost host([](const Fetch&) { return fails("unreachable"); });
  const std::string session = session_in(host);
  const Json error =
      host.call("POST", "/api/sessions/" + session + "/complete", {{"model", "nobody"}});
  CHECK(host.last_status() == 404);
  CHECK(error["code"] == "unknown_model");
  CHECK(host.store().rows("SELECT status FROM sessions")[0] == "in_progress");
}

TEST_CASE("no model is asked that nobody asked for", "[models]") {
  ModelHost host([](const Fetch&) { return fails("unreachable"); });
  host.call("POST", "/api/models",
            {{"name", "here"}, {"provider", "ollama"}, {"model", "llama3.1"}});
  const std::string session = session_in(host);
  host.call("POST", "/api/sessions/" + session + "/complete", Json::object());
  host.call("POST", "/api/ai/handoff",
            {{"conversationText", "User: hello"}, {"huggingFaceToken", "hf_x"}});
  CHECK(host.fetches().empty());
  host.call("POST", "/api/ai/handoff", {{"conversationText", "User: hello"}, {"useAI", true}});
  REQUIRE(host.fetches().size() == 1);
  CHECK(host.fetches()[0].url == "http://127.0.0.1:11434/api/chat");
}

}  // namespace
}  // namespace baton::test
