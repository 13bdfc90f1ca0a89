#include "core/handoff/template.hpp"

#include "core/base/text.hpp"
#include "core/handoff/sections.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/random_handoff.hpp"

namespace baton {
namespace {

Handoff filled() {
  Handoff handoff;
  handoff.project = "compass";
  handoff.session_number = 12;
  handoff.goal = {"Write <b>", "unfinished", 12, 758};
  handoff.next = {{"first", "", 12, 7}, {"second", "why", 0, 0}};
  handoff.created = {"a.cpp", "b.cpp"};
  handoff.last_test = {"make test", "ok", false, 12, 9};
  return handoff;
}

std::string in_template(const std::string& text, bool escaped = false) {
  const auto result = render_template(filled(), {"x.md", text, escaped});
  return result ? *result : "!" + result.error().message;
}

TEST_CASE("a template names what the handoff's JSON names") {
  CHECK(in_template("{{goal}}, {{goal.detail}}, {{ project }} {{session_number}}") ==
        "Write <b>, unfinished, compass 12");
  CHECK(in_template("{{title}}") == "Handoff: compass, session 12");
  CHECK(in_template("{{last_test}}: {{last_test.outcome}}") == "make test: ok");
  CHECK(in_template("{{#goal}}{{text}} ({{reference}}){{/goal}}") == "Write <b> (12:758)");
}

TEST_CASE("sections repeat, and stand for nothing") {
  CHECK(in_template("{{#next}}{{index}} {{text}} {{detail}};{{/next}}") ==
        "1 first ;2 second why;");
  CHECK(in_template("{{#created}}{{.}} {{/created}}") == "a.cpp b.cpp ");
  CHECK(in_template("{{#deleted}}{{.}}{{/deleted}}{{^deleted}}none{{/deleted}}") == "none");
  CHECK(in_template("{{^next}}none{{/next}}").empty());
  CHECK(in_template("{{#next}}{{#detail}}{{text}} {{.}}{{/detail}}{{/next}}") == "second why");
  CHECK(in_template("{{#next}}{{project}} {{/next}}") == "compass compass ");
}

TEST_CASE("a tag alone on its line takes the line with it") {
  CHECK(in_template("a\n  {{#next}}\n- {{text}}\n{{/next}}\nb\n{{! no }}\n") ==
        "a\n- first\n- second\nb\n");
  CHECK(in_template("{{#next}}\r\n{{text}}\r\n{{/next}}\r\n") == "first\r\nsecond\r\n");
}

TEST_CASE("a template in HTML is escaped unless it says otherwise") {
  CHECK(in_template("{{goal}} {{{goal}}} {{&goal}}", true) ==
        "Write &lt;b&gt; Write <b> Write <b>");
}

TEST_CASE("a template's mistake is told with file, line and what to do") {
  CHECK(contains(in_template("a\n{{gaol}}"), "!x.md:2: there is no {{gaol}}; there are: "));
  CHECK(contains(in_template("{{gaol}}"), "goal"));
  CHECK(contains(in_template("{{#questions}}{{txet}}{{/questions}}"), "detail, fields, index, "));
  CHECK(contains(in_template("{{^next}}{{txet}}{{/next}}"), "there is no {{txet}}"));
  CHECK(contains(in_template("\n{{#next}}\n"), "!x.md:2: {{next}} is not closed: add {{/next}}"));
  CHECK(contains(in_template("{{#next}}{{/goal}}"), "closes {{next}} of line 1"));
  CHECK(contains(in_template("{{/next}}"), "closes nothing"));
  CHECK(contains(in_template("{{next"), "not ended"));
  CHECK(contains(in_template("{{}}"), "has no name"));
  CHECK(contains(in_template("{{> file}}"), "partials"));
  CHECK(contains(in_template("\xFF"), "not UTF-8"));
  CHECK(contains(in_template(std::string((1U << 20) + 1, 'x')), "1 MiB"));
}

TEST_CASE("sections in one another are bounded, and so is what they write") {
  std::string open;
  std::string close;
  for (int i = 0; i < 17; ++i) {
    open += "{{#created}}";
    close += "{{/created}}";
  }
  CHECK(contains(in_template(open + close), "more than 16 sections"));
  Handoff handoff = filled();
  for (int i = 0; i < 1000; ++i) handoff.created.emplace_back("file");
  const std::string nested =
      "{{#created}}{{#created}}{{#created}}{{.}}{{/created}}{{/created}}{{/created}}";
  const auto result = render_template(handoff, {"x.md", nested});
  REQUIRE_FALSE(result);
  CHECK(contains(result.error().message, "64 MiB"));
}

TEST_CASE("every section of the tables can be named") {
  Handoff handoff;
  std::string text;
  for (const ItemSection& section : kItemSections)
    (handoff.*section.items).push_back({std::string(section.heading), "", 0, 0});
  for (const std::string name :
       {"state", "next", "in_progress", "blockers", "errors", "questions", "wishes", "decisions",
        "failed_approaches", "accomplished", "requests"})
    text += "{{#" + name + "}}{{text}}\n{{/" + name + "}}";
  const auto result = render_template(handoff, {"x", text});
  REQUIRE(result);
  CHECK(contains(*result, "Next steps"));
  CHECK(contains(*result, "Decisions"));
}

TEST_CASE("the built-in templates take any handoff") {
  RandomHandoff random(33);
  CHECK(built_in_templates().size() >= 2);
  for (const BuiltInTemplate& one : built_in_templates()) {
    const TemplateSource source{std::string(one.name), std::string(one.text)};
    CHECK(render_template(Handoff(), source));
    const auto small = render_template(filled(), source);
    REQUIRE(small);
    CHECK(contains(*small, "second"));
    CHECK_FALSE(contains(*small, "{{"));
    for (int i = 0; i < 50; ++i) CHECK(render_template(random.next(), source));
  }
}

}  // namespace
}  // namespace baton
