#include "core/handoff/html/html.hpp"
#include "core/base/text.hpp"
#include "core/handoff/blocks/blocks.hpp"
#include "core/handoff/blocks/spans.hpp"
#include "core/handoff/sections.hpp"
#include "tests/catch.hpp"
#include "tests/unit/handoff/random_handoff.hpp"

namespace baton {
namespace {

/// The kinds of the blocks that a Markdown text becomes, a word each.
std::string kinds_of(std::string_view markdown) {
  constexpr std::string_view kWords[] = {"title",    "heading", "fields", "paragraph", "item",
                                         "verbatim", "quote",   "code",   "table"};
  std::vector<PageBlock> blocks;
  add_markdown_blocks(blocks, markdown, 3);
  std::string kinds;
  for (const PageBlock& block : blocks)
    kinds += (kinds.empty() ? "" : " ") + std::string(kWords[static_cast<int>(block.kind)]);
  return kinds;
}

TEST_CASE("Markdown of others becomes blocks") {
  CHECK(kinds_of("# Title\nText\nmore\n\nText") == "heading paragraph paragraph");
  CHECK(kinds_of("- one\n  goes on\n- two\n3. three") == "item item item");
  CHECK(kinds_of("```c\n# no heading\n```\nText") == "code paragraph");
  CHECK(kinds_of("| a | b |\n|---|---|\n| 1 | 2 |\nText") == "table paragraph");
  CHECK(kinds_of("> one\n> two\n---\nText") == "quote paragraph");
  CHECK(kinds_of("| no table |\nText") == "paragraph");
  CHECK(kinds_of("").empty());
}

TEST_CASE("an item of Markdown keeps its number, its depth and its check box") {
  std::vector<PageBlock> blocks;
  add_markdown_blocks(blocks, "- [ ] open\n  - [x] done\n7. seventh", 3);
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0].mark == PageBlock::Mark::open);
  CHECK(blocks[0].text == "open");
  CHECK(blocks[1].mark == PageBlock::Mark::done);
  CHECK(blocks[1].level == 1);
  CHECK(blocks[2].number == 7);
}

TEST_CASE("a table's cells are cut at their borders") {
  std::vector<PageBlock> blocks;
  add_markdown_blocks(blocks, "a | b\n--|--\n1 \\| 2 | 3\n", 3);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].rows == std::vector<std::vector<std::string>>{{"a", "b"}, {"1 | 2", "3"}});
}

/// Spans with their styles: `code`, *bold*, <target>.
std::string styles_of(std::string_view text) {
  std::string out;
  for (const TextSpan& span : spans_of(text)) {
    const std::string mark = span.code ? "`" : span.bold ? "*" : "";
    out += '{' + mark + std::string(span.text);
    if (!span.target.empty()) out += " <" + std::string(span.target) + ">";
    out += '}';
  }
  return out;
}

TEST_CASE("styles inside a line") {
  CHECK(styles_of("a `b` c") == "{a }{`b}{ c}");
  CHECK(styles_of("a ``b ` c``") == "{a }{`b ` c}");
  CHECK(styles_of("a `b") == "{a `b}");
  CHECK(styles_of("**a** b") == "{*a}{ b}");
  CHECK(styles_of("a ** b") == "{a ** b}");
  CHECK(styles_of("[a](https://b.c/d)") == "{a <https://b.c/d>}");
  CHECK(styles_of("see https://b.c/d.") == "{see }{https://b.c/d <https://b.c/d>}{.}");
  CHECK(styles_of("[a](javascript:x)") == "{[a](javascript:x)}");
  CHECK(styles_of("[a](https://b.c/ \"x\")") == "{[a](}{https://b.c/ <https://b.c/>}{ \"x\")}");
}

TEST_CASE("no style loses text that is no mark") {
  RandomHandoff random(31);
  for (int i = 0; i < 300; ++i) {
    const std::string text = random.text();
    std::string kept;
    for (const TextSpan& span : spans_of(text)) kept += span.text;
    std::string letters;
    for (const char c : text)
      if (is_letter(c) && contains(text, "](") == false) letters += c;
    std::string found;
    for (const char c : kept)
      if (is_letter(c) && contains(text, "](") == false) found += c;
    CHECK(found == letters);
  }
}

/// Every tag of a page, and that what is outside of them holds no quote or bracket.
bool is_well_formed(const std::string& html) {
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = html.substr(at + 1, end - at - 1);
    const std::string name = tag.substr(0, tag.find(' '));
    if (name == "!doctype" || name == "meta" || name == "input") continue;
    if (!name.starts_with('/')) {
      open.push_back(name);
    } else if (open.empty() || "/" + open.back() != name) {
      return false;
    } else {
      open.pop_back();
    }
  }
  return open.empty();
}

TEST_CASE("a page of a hostile handoff is well formed and holds no tag of the handoff's") {
  RandomHandoff random(32);
  for (int i = 0; i < 300; ++i) {
    Handoff handoff = random.next();
    handoff.goal.text += "<script>alert(1)</script>\" onload='x' `<b>` [<i>](https://a.b/\"><img>)";
    handoff.other.push_back({"## <script>", "<img src=x>\n```\n</pre><script>\n```\n|<b>|\n|-|\n"});
    for (const HtmlKind kind : {HtmlKind::screen, HtmlKind::print}) {
      const std::string html = render_html(handoff, kind);
      CHECK(is_well_formed(html));
      CHECK_FALSE(contains(html, "<script"));
      CHECK_FALSE(contains(html, "<img"));
      CHECK_FALSE(contains(html, "<b>"));
      CHECK(first_invalid_utf8(html) == std::string_view::npos);
    }
  }
}

TEST_CASE("every section of the tables is on the page") {
  Handoff handoff;
  for (const ItemSection& section : kItemSections)
    (handoff.*section.items).push_back({"item of " + std::string(section.heading), "", 0, 0});
  for (const PathSection& section : kPathSections)
    (handoff.*section.paths).push_back("path of " + std::string(section.heading));
  const std::string html = render_html(handoff);
  for (const ItemSection& section : kItemSections)
    CHECK(contains(html, "item of " + std::string(section.heading)));
  for (const PathSection& section : kPathSections)
    CHECK(contains(html, "path of " + std::string(section.heading)));
}

TEST_CASE("a page's policy allows its style by hash and nothing else") {
  const std::string screen = html_policy(HtmlKind::screen);
  CHECK(contains(screen, "default-src 'none'; style-src 'sha256-"));
  CHECK(contains(screen, "='; base-uri"));
  CHECK_FALSE(contains(screen, "unsafe"));
  CHECK(screen != html_policy(HtmlKind::print));
}

}  // namespace
}  // namespace baton
