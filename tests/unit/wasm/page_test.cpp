#include "wasm/page/page.hpp"

#include "core/base/json.hpp"
#include "core/growth/curves.hpp"
#include "core/handoff/handoff.hpp"
#include "core/handoff/lint/lint.hpp"
#include "tests/catch.hpp"

namespace baton::test {
namespace {

Json of(const std::string& answer) { return Json::parse(answer); }

TEST_CASE("the page's core answers as the API does, faults too") {
  const Json curve = of(page::growth(R"({"sessions":20,"credits":7})"));
  CHECK(curve["success"] == true);
  CHECK(curve["data"] == growth::predicted(20, 7));
  const Json fault = of(page::growth(R"({"sessions":-1})"));
  CHECK(fault["success"] == false);
  CHECK(fault["field"] == "sessions");
  CHECK(of(page::lint("no JSON"))["code"] == "malformed_json");
}

TEST_CASE("the page's core lints and renders a document") {
  const std::string markdown = "## Next steps\n- fix stuff\n";
  const Json message = {{"markdown", markdown}};
  CHECK(of(page::lint(to_text(message)))["data"] == lint_json(lint(markdown)));
  Json wanted = {{"markdown", markdown}, {"format", "json"}};
  CHECK(of(page::render(to_text(wanted)))["data"] == render_json(parse_handoff(markdown)));
  wanted["format"] = "pdf";
  CHECK(of(page::render(to_text(wanted)))["field"] == "format");
  wanted["template"] = "{{#next}}{{text}}{{/next}}";
  CHECK(of(page::render(to_text(wanted)))["data"] == "fix stuff");
  wanted["template"] = "{{nonsense}}";
  CHECK(of(page::render(to_text(wanted)))["code"] == "bad_template");
}

TEST_CASE("what is pasted into the page is read and masked there") {
  const Json pasted = {{"text", "User: PGPASSWORD=hunter2-4711 psql\n\nAssistant: Done."},
                       {"date", "2026-01-01T00:00:00Z"}};
  const Json turns = of(page::turns(to_text(pasted)))["data"]["turns"];
  REQUIRE(turns.size() == 2);
  CHECK(turns[0]["role"] == "user");
  CHECK(turns[1]["content"] == "Done.");
  for (const std::string& answer : {page::turns(to_text(pasted)), page::mask(to_text(pasted)),
                                    page::handoff(to_text(pasted))}) {
    CHECK(answer.find("hunter2") == std::string::npos);
    CHECK(answer.find("[masked:password:") != std::string::npos);
  }
  const Json alone = of(page::turns(R"({"text":"nobody is named here"})"))["data"]["turns"];
  REQUIRE(alone.size() == 1);
  CHECK(alone[0]["role"] == "user");
}

}  // namespace
}  // namespace baton::test
