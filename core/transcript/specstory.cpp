#include "core/transcript/specstory.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/base/text.hpp"
#include "core/base/uuid.hpp"
#include "core/transcript/instant.hpp"
#include "core/transcript/line_feed.hpp"
#include "core/transcript/speaker.hpp"
#include "core/transcript/specstory_tool.hpp"
#include "core/transcript/text_turns.hpp"

namespace baton {
namespace {

/// `_**Agent (claude-x 2026-02-11 21:31:01Z)**_`
struct Heading {
  Role role = Role::user;
  std::string at;
  bool sidechain = false;
};

bool is_date(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd dd:dd";
  if (text.size() < kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !digit : text[i] != kShape[i]) return false;
  }
  return true;
}

/// The last instant written in `text` as `2026-02-11 21:31:01Z`, normalised; "" if there is none.
std::string instant_in(std::string_view text) {
  for (std::size_t at = text.size(); at-- > 0;) {
    if (!is_date(text.substr(at))) continue;
    const std::string_view rest = text.substr(at);
    return normal_instant(rest.substr(0, rest.find_first_not_of("0123456789-: .Z")));
  }
  return {};
}

std::optional<Heading> heading_of(std::string_view line) {
  line = trimmed(line);
  if (line.size() > 200 || !line.starts_with("_**") || !line.ends_with("**_")) return std::nullopt;
  const std::string_view label = line.substr(3, line.size() - 6);
  const std::string_view name = trimmed(label.substr(0, label.find('(')));
  Heading heading;
  if (name.starts_with("Agent") || name.starts_with("Assistant"))
    heading.role = Role::assistant;
  else if (!name.starts_with("User"))
    return std::nullopt;
  if (name.find_first_of(":.") != std::string_view::npos) return std::nullopt;
  heading.at = instant_in(label);
  heading.sidechain = contains(label, "sidechain");
  return heading;
}

/// Takes `<tag …>` up to its end off `text`: the text between; nullopt if it does not start so.
std::optional<std::string_view> take_element(std::string_view& text, std::string_view tag) {
  const std::string open = '<' + std::string(tag);
  const std::string close = "</" + std::string(tag) + '>';
  if (!text.starts_with(open)) return std::nullopt;
  const std::size_t end = text.find(close);
  const std::string_view inside = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + close.size());
  return inside;
}

std::string_view attribute(std::string_view element, std::string_view name) {
  const std::string open = std::string(name) + "=\"";
  const std::size_t at = element.find(open);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = element.substr(at + open.size());
  return rest.substr(0, rest.find('"'));
}

/// Removes the tags at a text's ends and a summary at its start: `<details>`, `</details>`, …
std::string_view without_tags(std::string_view text) {
  text = trimmed(text);
  for (bool again = true; again;) {
    again = false;
    for (std::string_view tag : {"<details>", "</details>", "<think>"}) {
      if (text.starts_with(tag)) text = trimmed(text.substr(tag.size())), again = true;
      if (text.ends_with(tag))
        text = trimmed(text.substr(0, text.size() - tag.size())), again = true;
    }
  }
  if (text.starts_with("<summary>"))
    if (const auto end = text.find("</summary>"); end != std::string_view::npos)
      text = trimmed(text.substr(end + 10));
  return text;
}

constexpr std::string_view kToolLine = "Tool use: **";

/// Where an assistant's body changes from words to something else. Each mark is looked for once.
class Marks {
 public:
  explicit Marks(std::string_view body) : body_(body) {}

  /// The length of what precedes the next mark in `rest`, which is a part of the body.
  std::size_t next(std::string_view rest) {
    const auto at = static_cast<std::size_t>(rest.data() - body_.data());
    std::size_t end = at + rest.size();
    for (std::size_t i = 0; i < kMarks.size(); ++i) {
      if (next_[i] <= at) next_[i] = std::min(body_.find(kMarks[i], at + 1), body_.size());
      end = std::min(end, next_[i]);
    }
    return end - at;
  }

 private:
  static constexpr std::array<std::string_view, 3> kMarks = {"\n<think>", "\n<tool-use ",
                                                             "\nTool use: **"};
  std::string_view body_;
  std::array<std::size_t, kMarks.size()> next_{};
};

/// The offset of the first rule that does not stand in a fence; the size if there is none.
std::size_t first_rule(std::string_view text) {
  Fences fences;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (!fences.covers(line) && line == "---") return at;
    at = end + 1;
  }
  return text.size();
}

class Specstory final : public Importer {
 public:
  Specstory() { facts_.format = "specstory"; }

  void feed(std::string_view piece, std::vector<Turn>& turns) override {
    lines_.feed(piece, [&](std::string_view line, int number) { read_line(line, number, turns); });
  }

  void finish(std::vector<Turn>& turns) override {
    lines_.finish([&](std::string_view line, int number) { read_line(line, number, turns); });
    close(turns);
    facts_.damaged += lines_.too_long();
  }

  const TranscriptFacts& facts() const override { return facts_; }

 private:
  void read_line(std::string_view line, int number, std::vector<Turn>& turns);
  bool begins_turn(const Heading& heading) const;
  void read_preamble(std::string_view line);
  void follow_tools(std::string_view line);
  void close(std::vector<Turn>& turns);
  void add_segments(std::string_view body, std::vector<Turn>& turns);
  void add_words(std::string_view words, std::vector<Turn>& turns);
  void add_thinking(std::string_view element, std::vector<Turn>& turns);
  void add_tool_element(std::string_view element, std::vector<Turn>& turns);
  void add_tool_lines(std::string_view segment, std::vector<Turn>& turns);
  void add_tool(std::string_view name, std::string_view type, std::string_view body,
                std::vector<Turn>& turns);
  Turn begin_turn() const;

  LineFeed lines_;
  TranscriptFacts facts_;
  TextTurns turns_{facts_};
  std::optional<Heading> heading_;  ///< of the turn that is being read
  std::string body_;
  int line_ = 0;   ///< of the heading
  int tools_ = 0;  ///< how many tool-use elements are open
};

void Specstory::read_line(std::string_view line, int number, std::vector<Turn>& turns) {
  if (auto heading = heading_of(line); heading && begins_turn(*heading)) {
    close(turns);
    heading_ = std::move(heading);
    line_ = number;
    tools_ = 0;
    return;
  }
  if (!heading_) return read_preamble(line);
  follow_tools(line);
  if (body_.size() + line.size() > LineFeed::kLongest) return;
  body_ += line;
  body_ += '\n';
}

bool Specstory::begins_turn(const Heading& heading) const {
  if (tools_ == 0) return true;
  return !heading.at.empty() && heading_ && heading.at >= heading_->at;
}

void Specstory::read_preamble(std::string_view line) {
  constexpr std::string_view kSession = "Session ";
  if (line.starts_with("<!--") && contains(line, kSession)) {
    const std::string_view rest = line.substr(line.find(kSession) + kSession.size());
    const std::string_view id = rest.substr(0, rest.find(' '));
    if (is_uuid(lowered(id)) || id.size() >= 8) facts_.session = turns_.clean(id);
    note_time(facts_, instant_in(line));
  }
  if (!line.starts_with("# ") || !facts_.title.empty()) return;
  note_time(facts_, instant_in(line));
  std::string_view title = trimmed(line.substr(2));
  if (is_date(title)) return;
  if (const std::size_t at = title.rfind('(');
      at != std::string_view::npos && is_date(title.substr(at + 1)))
    title = trimmed(title.substr(0, at));
  facts_.title = turns_.clean_prose(title);
}

void Specstory::follow_tools(std::string_view line) {
  if (line.starts_with("<tool-use ")) ++tools_;
  if (tools_ > 0 && trimmed(line).ends_with("</tool-use>")) --tools_;
}

void Specstory::close(std::vector<Turn>& turns) {
  if (!heading_) return;
  std::string body = std::move(body_);
  body_.clear();
  if (heading_->role == Role::user) {
    add_words(body, turns);
  } else {
    add_segments(turns_.clean(body), turns);
  }
  heading_.reset();
}

void Specstory::add_segments(std::string_view body, std::vector<Turn>& turns) {
  Marks marks(body);
  std::string_view rest = without_rules(body);
  while (!rest.empty()) {
    if (const auto thought = take_element(rest, "think")) {
      add_thinking(*thought, turns);
    } else if (const auto element = take_element(rest, "tool-use")) {
      add_tool_element(*element, turns);
    } else {
      const bool tool = rest.starts_with(kToolLine);
      std::string_view segment = rest.substr(0, marks.next(rest));
      // Before version 2 a rule ends a tool's part.
      if (tool && heading_->at.empty()) segment = segment.substr(0, first_rule(segment));
      rest.remove_prefix(segment.size());
      if (tool)
        add_tool_lines(segment, turns);
      else
        add_words(segment, turns);
    }
    rest = without_rules(rest);
  }
}

void Specstory::add_words(std::string_view words, std::vector<Turn>& turns) {
  Turn turn = begin_turn();
  turn.text = turns_.clean_prose(without_rules(words));
  turns_.say(std::move(turn), turns);
}

void Specstory::add_thinking(std::string_view element, std::vector<Turn>& turns) {
  Turn turn = begin_turn();
  turn.kind = TurnKind::thinking;
  turn.text = without_tags(element);
  turns_.say(std::move(turn), turns);
}

void Specstory::add_tool_element(std::string_view element, std::vector<Turn>& turns) {
  const std::string_view open = element.substr(0, element.find('>'));
  const std::size_t summary = element.find("</summary>");
  const std::string_view body = summary == std::string_view::npos
                                    ? element.substr(std::min(open.size() + 1, element.size()))
                                    : element.substr(summary + 10);
  std::string_view name = attribute(open, "data-tool-name");
  add_tool(name, attribute(open, "data-tool-type"), without_tags(body), turns);
}

void Specstory::add_tool_lines(std::string_view segment, std::vector<Turn>& turns) {
  std::string_view rest = segment.substr(kToolLine.size());
  const std::size_t end = rest.find("**");
  if (end == std::string_view::npos) return;
  add_tool(rest.substr(0, end), "", trimmed(rest.substr(end + 2)), turns);
}

void Specstory::add_tool(std::string_view name, std::string_view type, std::string_view body,
                         std::vector<Turn>& turns) {
  SpecstoryTool tool = read_specstory_tool(name, type, body);
  Turn call = begin_turn();
  call.kind = TurnKind::tool_call;
  call.tool = name;
  call.text = std::move(tool.input);
  Turn result = call;
  turns_.add(std::move(call), turns);
  if (tool.output.empty()) return;
  result.role = Role::tool;
  result.kind = TurnKind::tool_result;
  result.text = tool.output;
  result.failed = tool.failed;
  turns_.add(std::move(result), turns);
}

Turn Specstory::begin_turn() const {
  Turn turn;
  turn.role = heading_->role;
  turn.at = heading_->at;
  turn.line = line_;
  if (heading_->sidechain) turn.agent = "sidechain";
  return turn;
}

}  // namespace

std::unique_ptr<Importer> make_specstory_importer() { return std::make_unique<Specstory>(); }

}  // namespace baton
