#include "tests/unit/handoff/random_handoff.hpp"

#include <array>
#include <string_view>

#include "core/handoff/sections.hpp"

namespace baton {
namespace {

constexpr auto kPieces = std::to_array<std::string_view>({
    "the cache",
    " ",
    "\n",
    "\n\n",
    "- ",
    "- [ ] ",
    "- [x] ",
    "# Next steps",
    "## Goal",
    "\n## Notes\n",
    "`",
    "```",
    "\n```\n",
    "~~~",
    "|a|b|",
    "\n|--|\n",
    " — ",
    "(12:758)",
    " (1:2)",
    "\r\n",
    "\r",
    "🚀",
    "日本語",
    "שלום",
    "\\",
    "\\n",
    "\"",
    "{\"text\":",
    "> quote",
    "\n> q",
    "**bold**",
    "**Date:** ",
    "<!-- baton:section -->",
    "\n<!-- baton:text -->\n",
    "<!-- baton:handoff 1 -->",
    "\\<!-- baton:",
    "  ",
    "\n  ",
    "1. ",
    "\t",
    "failed",
    ": ",
    "failed: ",
    "src/a.cpp",
    "&amp;",
    "\x01",
    "{\"command\":",
    "Status",
    "\n---\n",
    "\n- time: ",
    "- done: x",
    "\n  - remains: y",
    "(suggested)",
    " (1:2, suggested)",
    " (last 9)",
    "## Parked",
    "{\"name\":",
    "\xF0\x9F\x94\xB4",
    "===",
});

constexpr auto kLines = std::to_array<std::string_view>({
    "# Handoff of the parser",
    "## 🚀 What's Next (priority order)",
    "### 1. Wire the cache",
    "### High priority",
    "**Blockers:**",
    "**Fix the login**",
    "Next steps:",
    "## Current State",
    "## 💻 Code",
    "- plain entry",
    "  - nested entry",
    "    deeper words",
    "1. numbered entry",
    "2) other numbering",
    "- [ ] open box",
    "- [x] ticked box",
    "* starred",
    "",
    "",
    "---",
    "| Step | Owner |",
    "|------|-------|",
    "| ship it | us |",
    "```bash",
    "# comment in fence",
    "make test",
    "```",
    "````md",
    "````",
    "~~~",
    "A paragraph about the parser:",
    "which goes on here",
    "**Key**: value of it",
    "None",
    "- ✅ done with mark",
    "> quoted words",
    "Title underlined",
    "=====",
    "## Decisions",
    "## Files created",
    "- `src/a.cpp`",
    "- src/b.cpp - because",
    "## 下一步",
    "- 修复缓存",
    "### ✅ Completed",
    "## Failed approaches",
    "\tindented by tab",
    "   three blanks",
    "## ",
    "####### seven",
    "* * *",
    "•bullet",
    "ok",
});

}  // namespace

std::string RandomHandoff::text() {
  std::string text;
  for (int left = below(6); left > 0; --left)
    text += kPieces[static_cast<std::size_t>(below(static_cast<int>(kPieces.size())))];
  return text;
}

std::string RandomHandoff::document() {
  std::string text = below(8) ? "" : "\xEF\xBB\xBF";
  const std::string_view end = below(4) ? "\n" : "\r\n";
  for (int left = below(40); left > 0; --left) {
    text += kLines[static_cast<std::size_t>(below(static_cast<int>(kLines.size())))];
    text += end;
  }
  return text;
}

HandoffItem RandomHandoff::item() {
  HandoffItem item{text(), below(2) ? text() : "", below(3), below(2) ? below(2000) : 0};
  if (!below(4)) item.last_session = below(30);
  item.suggested = !below(5);
  for (int left = below(2) ? 0 : below(4); left > 0; --left) {
    const auto name = static_cast<std::size_t>(below(static_cast<int>(kFieldNames.size())));
    item.fields.push_back({below(9) ? std::string(kFieldNames[name]) : text(), text()});
  }
  return item;
}

HandoffCommand RandomHandoff::command() {
  return {text(), below(2) ? text() : "ok", below(2) == 0, below(3), below(900)};
}

std::vector<HandoffItem> RandomHandoff::items() {
  std::vector<HandoffItem> items;
  for (int left = below(4); left > 0; --left) items.push_back(item());
  return items;
}

std::vector<std::string> RandomHandoff::words() {
  std::vector<std::string> words;
  for (int left = below(3); left > 0; --left) words.push_back(text());
  return words;
}

Handoff RandomHandoff::next() {
  Handoff handoff;
  handoff.project = text();
  handoff.session_number = below(30);
  handoff.date = text();
  handoff.goal = item();
  handoff.branch = text();
  handoff.commit = text();
  if (below(2)) handoff.last_test = command();
  for (const ItemSection& section : kItemSections) handoff.*section.items = items();
  for (const ItemSection& section : kLaterSections) handoff.*section.items = items();
  for (const PathSection& section : kPathSections) handoff.*section.paths = words();
  for (const TextSection& section : kTextSections) handoff.*section.text = text();
  for (int left = below(3); left > 0; --left) handoff.preflight.push_back(command());
  for (int left = below(3); left > 0; --left) handoff.commands.push_back(command());
  for (int left = below(3); left > 0; --left) handoff.other.push_back({text(), text()});
  return handoff;
}

}  // namespace baton
