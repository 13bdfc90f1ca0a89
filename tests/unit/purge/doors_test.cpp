// Every way to write is tried with a secret in every field: none lets it in, and no answer shows
// it.
#include "tests/unit/purge/site.hpp"
#include "tests/unit/redact/redact_check.hpp"

namespace baton {
namespace {

using test::Site;

/// A Claude Code transcript that holds the secret wherever a record has a string.
std::string transcript_of(const std::string& secret) {
  const auto line = [](const Json& json) { return to_text(json) + '\n'; };
  const Json common = {{"sessionId", secret},
                       {"cwd", "/src/" + secret},
                       {"gitBranch", secret},
                       {"timestamp", "2026-01-01T10:00:00.000Z"}};
  Json user = common;
  user["type"] = "user";
  user["uuid"] = secret + "-1";
  user["message"] = {{"role", "user"}, {"content", "use " + secret}};
  Json call = common;
  call["type"] = "assistant";
  call["uuid"] = secret + "-2";
  call["message"] = {
      {"id", secret},
      {"role", "assistant"},
      {"model", secret},
      {"content",
       {{{"type", "tool_use"},
         {"id", secret},
         {"name", secret},
         {"input", {{"file_path", "/src/" + secret + ".py"}, {"content", secret}}}}}}};
  Json write = call;
  write["uuid"] = secret + "-3";
  write["message"]["content"][0]["name"] = "Write";
  Json todo = call;
  todo["uuid"] = secret + "-4";
  todo["message"]["content"][0]["name"] = "TodoWrite";
  todo["message"]["content"][0]["input"] = {
      {"todos", {{{"content", "revoke " + secret}, {"status", "pending"}, {"id", secret}}}}};
  const Json title = {{"type", "summary"}, {"summary", secret}, {"leafUuid", secret}};
  return line(title) + line(user) + line(call) + line(write) + line(todo);
}

std::string handoff_document(const std::string& secret) {
  return "# Handoff: " + secret + "\n\n## Next steps\n\n- [ ] rotate " + secret + "\n\n## " +
         secret + "\n\nfree words about " + secret + "\n\n## Decisions\n\n- keep " + secret +
         " because of " + secret + "\n";
}

/// Sends it and looks at the answer, whatever it is.
void send(Site& site, const std::string& method, const std::string& target, const Json& body,
          const std::string& secret) {
  const Response response =
      site.send(method, target, body.is_string() ? body.get<std::string>() : to_text(body));
  INFO(method << ' ' << target << ": " << response.body);
  CHECK(response.status < 500);
  CHECK_FALSE(contains(response.body, secret));
}

void try_all(Site& site, const std::string& secret) {
  const auto post = [&](const char* target, const Json& body) {
    send(site, "POST", target, body, secret);
  };
  const auto patch = [&](const char* target, const Json& body) {
    send(site, "PATCH", target, body, secret);
  };
  post("/api/projects", {{"name", secret}, {"description", "d " + secret}});
  post("/api/projects", {{"name", "n"}, {"uid", secret}});
  patch("/api/projects/1", {{"name", "x " + secret}, {"description", secret}});
  post("/api/sessions", {{"project_id", 1},
                         {"objectives", secret},
                         {"title", secret},
                         {"branch", secret},
                         {"account_name", secret}});
  post("/api/sessions/create",
       {{"project_id", 1}, {"objectives", secret}, {"account_name", secret}});
  patch("/api/sessions/1", {{"title", secret}, {"objectives", secret}, {"account_name", secret}});
  post("/api/conversations/save", {{"session_id", 1},
                                   {"conversation",
                                    {{{"role", "user"}, {"content", secret}},
                                     {{"role", secret}, {"content", "key: " + secret}}}}});
  post("/api/conversations/save", {{"session_id", 1},
                                   {"conversation",
                                    {{{"role", "user"}, {"content", secret}},
                                     {{"role", "assistant"}, {"content", "key: " + secret}}}}});
  post("/api/sessions/2/interim",
       {{"transcript", transcript_of(secret)},
        {"next", {secret}},
        {"repository", {{"branch", secret}, {"commit", secret}, {"uncommitted", {secret}}}},
        {"cwd", "/" + secret}});
  post("/api/sessions/1/complete",
       {{"accomplishments", {secret}},
        {"blockers", secret},
        {"next", {secret}},
        {"cwd", "/" + secret},
        {"hugging_face_token", secret},
        {"repository", {{"branch", secret}, {"commit", secret}, {"uncommitted", {secret}}}}});
  post("/api/imports?project=1&name=t.jsonl", transcript_of(secret));
  post("/api/imports?project=1&name=h.md", handoff_document(secret));
  post("/api/ai/handoff",
       {{"projectId", 1},
        {"conversationText",
         "User: " + secret + "\n\nAssistant: I decided to keep " + secret + " because it works."},
        {"huggingFaceToken", secret}});
  post("/api/accounts",
       {{"account_name", secret}, {"platform", secret}, {"specialization", secret}});
  patch("/api/accounts/1", {{"account_name", "x " + secret}, {"platform", secret}});
  post("/api/knowledge",
       {{"title", secret}, {"content", secret}, {"category", "pattern"}, {"tags", {secret}}});
  patch("/api/knowledge/1",
        {{"title", "x " + secret}, {"content", "y " + secret}, {"tags", {secret}}});
  post("/api/tokens", {{"name", secret}});
  post("/api/login", {{"code", secret}});
  post("/api/admin/purge", {{"text", secret}});
}

TEST_CASE("no way to write lets a secret into the database's files") {
  Site site;
  const std::vector<std::string> secrets = {"ghp_" + drawn(kAlnums, 36, 5),
                                            "AKIA" + drawn(kUppersAndDigits, 16, 6),
                                            "sk-ant-api03-" + drawn(kUrlSafes, 93, 7) + "AA"};
  for (const std::string& secret : secrets) {
    try_all(site, secret);
    send(site, "GET", "/api/search?q=" + secret, nullptr, secret);
    CHECK_FALSE(site.holds(secret));
    CHECK_FALSE(site.holds(secret.substr(secret.size() - 12)));
  }
  CHECK(site.found().empty());
  CHECK(site.run("SELECT count(*) > 20 FROM events") == Rows{{std::int64_t{1}}});
}

TEST_CASE("a forgotten session's transcript is not taken in again") {
  Site site;
  site.call("POST", "/api/projects", {{"name", "n"}, {"description", ""}});
  const std::string transcript = transcript_of("velvetharbour");
  const Response first = site.send("POST", "/api/imports?project=1&name=t.jsonl", transcript);
  INFO(first.body);
  REQUIRE(first.status < 300);
  const Rows rows = site.run("SELECT uid FROM sessions");
  site.purge({{"session", std::get<std::string>(rows[0][0])}});
  const Response again = site.send("POST", "/api/imports?project=1&name=t.jsonl", transcript);
  CHECK(again.status == 409);
  CHECK(contains(again.body, "session_forgotten"));
  CHECK(site.run("SELECT count(*) FROM texts WHERE body LIKE '%velvetharbour%'") ==
        Rows{{std::int64_t{0}}});
}

}  // namespace
}  // namespace baton
