#include "core/handoff/lint/lint.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/handoff.hpp"
#include "core/handoff/lint/rules.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/random_handoff.hpp"

namespace baton {
namespace {

/// A document with which no rule finds fault, `body` in addition.
std::string sound_with(const std::string& body) {
  return "# Handoff: tide feed parser\n\n## Next steps\n- Check `src/feed.ts`\n\n" + body;
}

constexpr std::size_t kLinesBefore = 5;  ///< of `sound_with`

struct Case {
  const char* body;
  const char* rule;  ///< "" where nothing is found
  std::size_t line;  ///< within the body, from 1
  std::size_t column;
};

void check_case(const Case& one) {
  const std::vector<LintFinding> findings = lint(sound_with(one.body));
  CAPTURE(one.body, findings.empty() ? "" : findings[0].rule + ": " + findings[0].message);
  if (!*one.rule) {
    CHECK(findings.empty());
    return;
  }
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule == one.rule);
  CHECK(findings[0].line == kLinesBefore + one.line);
  CHECK(findings[0].column == one.column);
}

TEST_CASE("vague steps are found, and steps with a place are not") {
  for (const Case& one : {
           Case{"## To do\n- continue work\n", "vague-step", 2, 3},
           Case{"## To do\n1. Fix stuff\n", "vague-step", 2, 4},
           Case{"## To do\n- [ ] TBD\n", "vague-step", 2, 7},
           Case{"## To do\n- Fix the remaining issues, etc.\n", "vague-step", 2, 3},
           Case{"## To do\n- Continue work\n  - in `src/feed.ts`, the checksum\n", "", 0, 0},
           Case{"## To do\n- Fix the bug in feed.ts\n", "", 0, 0},
           Case{"## To do\n- [x] Continue work, `feed.ts` runs\n", "", 0, 0},
           Case{"## To do\n- Add error handling\n", "step-without-place", 2, 3},
           Case{"## To do\n- Add error handling to Ollama\n", "", 0, 0},
           Case{"## To do\n- Add error handling (3:14)\n", "", 0, 0},
           Case{"## To do\n- None\n", "", 0, 0},
       })
    check_case(one);
}

TEST_CASE("partial work says what is left, without being asked for a share") {
  for (const Case& one : {
           Case{"## In progress\n- Payment form\n", "partly-done", 2, 3},
           Case{"## In progress\n- Payment form, the card check is missing\n", "", 0, 0},
           Case{"## In progress\n- Payment form: 60 %\n", "", 0, 0},
           Case{"## State\n- The importer is half done\n", "partly-done", 2, 3},
           Case{"## State\n- The importer reads partial files\n", "", 0, 0},
       })
    check_case(one);
  for (const LintRule& rule : lint_rules()) CHECK_FALSE(contains(rule.message, "percent"));
}

TEST_CASE("decisions, failures, blockers and results say why, whereupon and whereby") {
  for (const Case& one : {
           Case{"## Decisions\n- Use UUID keys\n", "decision-without-reason", 2, 3},
           Case{"## Decisions\n- Use UUID keys, because two devices write\n", "", 0, 0},
           Case{"## Rules\n- Use UUID keys\n", "", 0, 0},
           Case{"## Failed approaches\n- WebSockets\n", "failure-without-cause", 2, 3},
           Case{"## Failed approaches\n- WebSockets: the proxy closes them\n", "", 0, 0},
           Case{"## Blockers\n- Deployment\n", "blocker-without-wait", 2, 3},
           Case{"## Blockers\n- Deployment waits for Ana\n", "", 0, 0},
           Case{"## Blockers\nNone.\n", "", 0, 0},
           Case{"## Accomplished\n- The login page\n", "done-without-evidence", 2, 3},
           Case{"## Accomplished\n- The login page, commit 4be1290\n", "", 0, 0},
       })
    check_case(one);
}

TEST_CASE("claims and services come with their command") {
  for (const Case& one : {
           Case{"## State\nAll tests pass now.\n", "tests-without-command", 2, 5},
           Case{"## State\n208/208 are passing\n", "tests-without-command", 2, 4},
           Case{"## State\nAll tests pass now: `npm test`\n", "", 0, 0},
           Case{"## State\nMerge when all tests pass\n", "", 0, 0},
           Case{"## Services\n- Redis running\n", "service-without-start", 2, 3},
           Case{"## Services\n- Redis running on port 6379\n", "", 0, 0},
           Case{"## Services\n- Redis running\n\n```sh\nredis-server redis.conf\n```\n", "", 0, 0},
       })
    check_case(one);
}

TEST_CASE("words that only an insider understands are found where they stand") {
  for (const Case& one : {
           Case{"## Notes\nDeploy it as discussed.\n", "assumed-knowledge", 2, 11},
           Case{"## Notes\nI let you know.\n", "", 0, 0},
           Case{"## Notes\nThe cause: see above.\n", "dangling-reference", 2, 12},
           Case{"## Notes\nThe cause: see above: Blockers.\n", "", 0, 0},
           Case{"## Notes\nÄndere ../src/a.cpp\n", "relative-path", 2, 8},
           Case{"## Notes\nChange src/a.cpp\n", "", 0, 0},
           Case{"## Notes\nRun `cd ../feed && make`\n", "", 0, 0},
           Case{"## Notes\nSee [src/a.cpp](../src/a.cpp)\n", "", 0, 0},
           Case{"```\n../src as discussed\n```\n", "", 0, 0},
           Case{"## Notes\n- [Major accomplishment 1]\n", "unfilled-template", 2, 3},
           Case{"**Date:** YYYY-MM-DD\n", "unfilled-template", 1, 11},
           Case{"## Notes\nAna comes tomorrow.\n", "undated-time", 2, 11},
           Case{"**Date:** 2026-02-05\n\nAna comes tomorrow.\n", "", 0, 0},
       })
    check_case(one);
}

TEST_CASE("a name that two files share needs its folder") {
  const std::string files = "## Notes\nThere are `a/index.ts` and `b/index.ts`.\n\n";
  CHECK(lint(sound_with(files + "## To do\n- Change index.ts\n")).at(0).rule == "ambiguous-path");
  CHECK(lint(sound_with(files + "## To do\n- Change index.ts in a/index.ts\n")).empty());
}

TEST_CASE("a deadline before the document's own date is stale") {
  const std::string document =
      "# Tide feed parser\n\n**Date:** 2026-02-05\n\n## Next steps\n- Send `a.csv` by ";
  CHECK(lint(document + "2026-01-10\n").at(0).rule == "stale-date");
  CHECK(lint(document + "2026-03-10\n").empty());
}

TEST_CASE("a document without goal or next step says so once, an empty one is nothing") {
  const std::vector<LintFinding> findings = lint("# Session handoff\n\nWe talked a lot.\n");
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].rule == "no-goal");
  CHECK(findings[1].rule == "no-next-step");
  CHECK(lint_score(lint("")) == 0);
  CHECK(lint_score(lint("# Handoff\n\n")) == 0);
  CHECK(lint("# Handoff: tide feed parser\n\nNothing left to do.\n").empty());
}

TEST_CASE("what was recorded verbatim is not judged") {
  Handoff handoff;
  handoff.goal = {"do it as discussed, see above", "unfinished", 2, 7};
  handoff.wishes = {{"the usual way please", "", 2, 8}};
  handoff.summary = "Tests pass as discussed.";
  handoff.next = {{"Add error handling", "", 2, 9}};
  CHECK(lint(render_markdown(handoff)).empty());
  handoff.next.push_back({"fix stuff", ""});
  const std::vector<LintFinding> findings = lint(render_markdown(handoff));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule == "vague-step");
  CHECK(findings[0].text == "2. fix stuff");
}

TEST_CASE("the score falls by the rule's weight, then by half each time") {
  const auto score = [](int steps) {
    std::string body = "## To do\n";
    for (int i = 0; i < steps; ++i) body += "- continue work\n";
    return lint_score(lint(sound_with(body)));
  };
  CHECK(score(0) == 100);
  CHECK(score(1) == 88);
  CHECK(score(2) == 82);
  CHECK(score(3) == 79);
  CHECK(score(1000) == score(10));
}

TEST_CASE("findings point into the document and come in its order") {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    RandomHandoff random(seed);
    const std::string document = seed % 2 ? random.document() : render_markdown(random.next());
    const std::vector<LintFinding> findings = lint(document);
    CAPTURE(seed, document);
    const std::size_t lines = std::max<std::size_t>(1, lines_of(document).size());
    for (const LintFinding& finding : findings) {
      REQUIRE(finding.line >= 1);
      REQUIRE(finding.line <= lines);
      REQUIRE(finding.column >= 1);
    }
    REQUIRE(std::ranges::is_sorted(findings, {}, [](const LintFinding& finding) {
      return std::pair(finding.line, finding.column);
    }));
    REQUIRE(lint_score(findings) >= 0);
  }
}

TEST_CASE("rules about words keep to English") {
  CHECK(lint_score(lint("# Handoff\n\n• — 🚀 talked a lot\n")) == 63);
  CHECK(lint("# Передача\n\nМы долго говорили о парсере и о сервере.\n").empty());
}

TEST_CASE("an entry without words is no statement's end") {
  CHECK(lint(sound_with("## To do\n- Check `a.ts`\n•\nmore\n-  \n  more\n- [ ]\n  1\n")).empty());
}

TEST_CASE("findings of a rule are limited") {
  std::string body = "## To do\n";
  for (int i = 0; i < 500; ++i) body += "- continue work\n";
  CHECK(lint(sound_with(body)).size() == kMostFindingsOfARule);
}

}  // namespace
}  // namespace baton
