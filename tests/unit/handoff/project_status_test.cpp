#include "core/handoff/project_status.hpp"

#include "core/base/text.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/random_handoff.hpp"

namespace baton {
namespace {

ProjectStatus status_with(Handoff handoff) {
  return {.name = "compass", .status = "active", .sessions = 12, .handoff = std::move(handoff)};
}

TEST_CASE("the status block says where the project stands") {
  Handoff handoff;
  handoff.session_number = 12;
  handoff.date = "2026-11-20T21:41:18.123Z";
  handoff.goal = {"Write the README", "unfinished", 12, 1};
  handoff.branch = "main";
  handoff.next = {{"the install section", "", 12, 2}, {"the licence", "", 12, 3}};
  CHECK(render_status_block(status_with(handoff)) ==
        "<!-- baton:status -->\n## Project status: compass\n\n**Status:** active  \n"
        "**Sessions completed:** 12  \n**Last handoff:** session 12, 2026-11-20  \n"
        "**Branch:** main  \n\n### Goal\n\nWrite the README (unfinished)\n\n### Next steps\n\n"
        "1. the install section\n2. the licence\n\n### Blockers\n\nNone.\n"
        "<!-- /baton:status -->\n");
}

TEST_CASE("what stands around the block stays") {
  const std::string block = render_status_block(status_with({}));
  const std::string document = "# Mine\n\n" + block + "\nand this\n";
  CHECK(with_status_block(document, "X\n") == "# Mine\n\nX\n\nand this\n");
  CHECK(with_status_block(document, block) == document);
}

TEST_CASE("a damaged block is not replaced") {
  const std::string block = render_status_block(status_with({}));
  CHECK_FALSE(with_status_block("nothing", block));
  CHECK_FALSE(with_status_block(block + block, block));
  CHECK_FALSE(with_status_block("<!-- baton:status -->\n", block));
  CHECK_FALSE(with_status_block("<!-- /baton:status --><!-- baton:status -->", block));
}

TEST_CASE("whatever a handoff says, its block is found again") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    RandomHandoff random(seed);
    Handoff handoff = random.next();
    handoff.next.push_back({"<!-- /baton:status --> <!-- baton:status -->", "", 0, 0});
    const std::string block = render_status_block(status_with(handoff));
    CAPTURE(seed, block);
    CHECK(with_status_block("a\n" + block + "b\n", "") == "a\nb\n");
  }
}

TEST_CASE("an archive is named after date and session") {
  Handoff handoff;
  CHECK(archive_name(handoff).empty());
  handoff.session_number = 7;
  handoff.date = "../../../../x";
  CHECK(archive_name(handoff).empty());
  handoff.date = "2026-11-20T21:41:18.123Z";
  CHECK(archive_name(handoff) == "2026-11-20-session-7.md");
}

TEST_CASE("a rendered handoff is Baton's own, other documents are not") {
  CHECK(is_own_handoff(render_markdown({})));
  CHECK_FALSE(is_own_handoff("# Handoff\n<!-- baton:handoff 1 -->"));
}

}  // namespace
}  // namespace baton
