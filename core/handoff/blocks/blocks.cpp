#include "core/handoff/blocks/blocks.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/first_screen.hpp"
#include "core/handoff/item_line.hpp"
#include "core/handoff/one_line.hpp"
#include "core/handoff/sections.hpp"

namespace baton {
namespace {

/// Takes `[ ] ` or `[x] ` off an item's text.
PageBlock::Mark take_mark(std::string& text) {
  if (text.size() < 4 || text[0] != '[' || text[2] != ']' || text[3] != ' ')
    return PageBlock::Mark::none;
  const char inside = text[1];
  if (inside != ' ' && inside != 'x' && inside != 'X') return PageBlock::Mark::none;
  text.erase(0, 4);
  return inside == ' ' ? PageBlock::Mark::open : PageBlock::Mark::done;
}

class Blocks {
 public:
  void heading(std::string_view text, int level = 2) {
    PageBlock block;
    block.kind = PageBlock::Kind::heading;
    block.text = showable(text);
    block.level = level;
    blocks_.push_back(std::move(block));
  }

  void items(const ItemSection& section, const Handoff& handoff) {
    const std::vector<HandoffItem>& list = handoff.*section.items;
    if (list.empty()) return;
    heading(section.heading);
    int number = 0;
    for (const HandoffItem& item : list) this->item(item, section.numbered ? ++number : 0);
  }

  void item(const HandoffItem& item, int number) {
    PageBlock block;
    block.kind = PageBlock::Kind::item;
    block.text = showable(item.text);
    block.mark = take_mark(block.text);
    block.detail = showable(item.detail);
    for (const HandoffField& field : item.fields)
      block.detail +=
          (block.detail.empty() ? "" : "; ") + showable(field.name + ": " + field.value);
    block.reference = reference(item.session, item.turn);
    block.number = number;
    blocks_.push_back(std::move(block));
  }

  void verbatim(std::string_view text, std::string_view detail = {}, std::string where = {}) {
    PageBlock block;
    block.kind = PageBlock::Kind::verbatim;
    block.text = showable(text);
    block.detail = showable(detail);
    block.reference = std::move(where);
    blocks_.push_back(std::move(block));
  }

  void command(const HandoffCommand& command) {
    const bool says_more = command.failed && command.outcome != "failed";
    verbatim(command.command, says_more ? "failed: " + command.outcome : command.outcome,
             reference(command.session, command.turn));
  }

  void commands(std::string_view title, const std::vector<HandoffCommand>& list) {
    if (list.empty()) return;
    heading(title);
    for (const HandoffCommand& one : list) command(one);
  }

  void paths(const PathSection& section, const Handoff& handoff) {
    const std::vector<std::string>& list = handoff.*section.paths;
    if (list.empty()) return;
    heading(section.heading);
    for (const std::string& path : list) verbatim(path);
  }

  void head(const Handoff& handoff) {
    PageBlock title;
    title.kind = PageBlock::Kind::title;
    title.text = showable(title_of(handoff));
    blocks_.push_back(std::move(title));
    PageBlock screen;
    for (const ScreenLine& line : first_screen(handoff))
      screen.rows.push_back({std::string(line.label), showable(line.text)});
    fields(std::move(screen));
    PageBlock about;
    const std::pair<std::string_view, std::string_view> named[] = {
        {"Date", handoff.date}, {"Branch", handoff.branch}, {"Commit", handoff.commit}};
    for (const auto& [name, value] : named)
      if (!value.empty()) about.rows.push_back({std::string(name), showable(value)});
    fields(std::move(about));
  }

  void other(const HandoffSection& section) {
    std::string_view title = trimmed(section.heading);
    const std::size_t marks = std::min(title.find_first_not_of('#'), title.size());
    title = trimmed(title.substr(marks));
    const int level = std::clamp(static_cast<int>(std::min<std::size_t>(marks, 6)), 2, 6);
    if (!title.empty()) heading(plain_line(title, 300), level);
    add_markdown_blocks(blocks_, section.body, level + 1);
  }

  void text(const TextSection& section, const Handoff& handoff) {
    const std::string& text = handoff.*section.text;
    if (text.empty()) return;
    heading(section.heading);
    add_markdown_blocks(blocks_, text, 3);
  }

  std::vector<PageBlock> take() { return std::move(blocks_); }

 private:
  void fields(PageBlock block) {
    block.kind = PageBlock::Kind::fields;
    if (!block.rows.empty()) blocks_.push_back(std::move(block));
  }

  std::vector<PageBlock> blocks_;
};

}  // namespace

std::string showable(std::string_view text) {
  std::int64_t replaced = 0;
  std::string repaired = repaired_utf8(text, replaced);
  std::string out;
  out.reserve(repaired.size());
  for (const char c : repaired) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0x20 && byte != 0x7F) || c == '\n' || c == '\t') out += c;
  }
  return out;
}

std::string title_of(const Handoff& handoff) {
  std::string title = "Handoff";
  if (!handoff.project.empty()) title += ": " + one_line(handoff.project, 120);
  if (handoff.session_number) title += ", session " + std::to_string(handoff.session_number);
  return title;
}

std::vector<PageBlock> blocks_of(const Handoff& handoff) {
  Blocks blocks;
  blocks.head(handoff);
  if (handoff.goal != HandoffItem{}) {
    blocks.heading(kGoalHeading);
    blocks.item(handoff.goal, 0);
  }
  for (const ItemSection& section : kItemSections) blocks.items(section, handoff);
  blocks.commands(kPreflightHeading, handoff.preflight);
  if (handoff.last_test != HandoffCommand{}) blocks.commands(kTestHeading, {handoff.last_test});
  for (const PathSection& section : kPathSections) blocks.paths(section, handoff);
  blocks.commands(kCommandsHeading, handoff.commands);
  for (const ItemSection& section : kLaterSections) blocks.items(section, handoff);
  for (const TextSection& section : kTextSections) blocks.text(section, handoff);
  for (const HandoffSection& section : handoff.other) blocks.other(section);
  return blocks.take();
}

}  // namespace baton
