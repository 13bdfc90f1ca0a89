#include "core/handoff/lint/document.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/fences.hpp"
#include "core/handoff/item_line.hpp"
#include "core/handoff/lint/words.hpp"
#include "core/handoff/list_items.hpp"
#include "core/handoff/outline.hpp"
#include "core/handoff/sections.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestTitle = 200;

bool ruler(std::string_view line) {
  return line.size() >= 2 && line.find_first_not_of("-*_=|: ") == std::string_view::npos;
}

bool begins_bold(std::string_view text) { return text.starts_with("**"); }

bool title_is_step(std::string_view title) {
  const std::string words = heading_words(title);
  return !words.empty() && (is_digit(words[0]) || words.starts_with("step ") ||
                            words.starts_with("task ") || words.starts_with("priority "));
}

/// What a mark says of a statement: ticked, crossed out or under a green tick, it is done.
Topic topic_by_mark(std::string_view text, Topic topic) {
  const bool ticked = text.starts_with("[x]") || text.starts_with("[X]") ||
                      text.starts_with("~~") || text.starts_with("✅");
  if (ticked && (topic == Topic::next || topic == Topic::in_progress)) return Topic::accomplished;
  if (ticked && topic == Topic::blockers) return Topic::none;
  if (text.starts_with("[ ]") && topic == Topic::accomplished) return Topic::next;
  return topic;
}

/// `text` without blanks at its ends; an empty one still lies in the document.
std::string_view inner(std::string_view text) {
  const std::string_view found = trimmed(text);
  return found.empty() ? text.substr(text.size()) : found;
}

std::string_view without_box(std::string_view text) {
  const bool box = text.starts_with("[ ]") || text.starts_with("[x]") || text.starts_with("[X]");
  return box ? inner(text.substr(3)) : text;
}

/// Cuts the lines of one part into statements.
class LintCutter {
 public:
  LintCutter(std::string_view document, const OutlinePart& part,
             std::vector<LintStatement>& statements)
      : document_(document), part_(part), statements_(statements) {}

  void run() {
    if (part_.inherits && title_is_step(part_.title)) {
      open(part_.title, 0, true);
      for (const std::string_view line : part_.lines) extend(line);
      return;
    }
    for (std::size_t i = 0; i < part_.lines.size(); ++i) take(part_.lines[i], part_.fenced[i]);
  }

 private:
  void take(std::string_view line, bool fenced) {
    const std::string_view text = trimmed(line);
    if (text.empty()) {
      blank_ = true;
    } else if (fenced) {
      if (open_) extend(line);
    } else if (ruler(text)) {
      open_ = false;
    } else if (text.starts_with('|')) {
      open(text, 0, false);
      statements_.back().row = true;
      open_ = false;
    } else if (list_mark(text)) {
      take_mark(line, text);
    } else {
      take_words(line, text);
    }
  }

  void take_mark(std::string_view line, std::string_view text) {
    const std::size_t indent = indent_of(line);
    const bool nested = open_ && (bold_ ? !blank_ || indent > base_ : indent > base_ + 1);
    if (nested) return extend(line);
    open(inner(text.substr(list_mark(text))), indent, true);
  }

  void take_words(std::string_view line, std::string_view text) {
    const bool goes_on = open_ && (indent_of(line) > base_ || (!blank_ && !begins_bold(text)));
    if (goes_on) return extend(line);
    open_ = false;
    if (text.ends_with(':') && text.size() < 100) return;  // the label of what follows
    open(text, 0, begins_bold(text));
    bold_ = begins_bold(text);
  }

  void open(std::string_view text, std::size_t indent, bool entry) {
    LintStatement statement;
    statement.topic = topic_by_mark(text, part_.topic);
    statement.title = cut(part_.title, kLongestTitle);
    statement.text = without_box(text);
    int session = 0;
    int turn = 0;
    take_reference(statement.text, session, turn);
    statement.referenced = session || turn;
    statement.whole = text;
    statement.inherits = part_.inherits;
    statement.entry = entry;
    statements_.push_back(statement);
    base_ = indent;
    open_ = true;
    blank_ = bold_ = false;
  }

  void extend(std::string_view line) {
    LintStatement& last = statements_.back();
    if (trimmed(line).empty()) return;
    const auto start = static_cast<std::size_t>(line.data() - last.whole.data());
    last.whole = document_.substr(static_cast<std::size_t>(last.whole.data() - document_.data()),
                                  start + line.size());
    last.deep = true;
    blank_ = false;
  }

  std::string_view document_;
  const OutlinePart& part_;
  std::vector<LintStatement>& statements_;
  std::size_t base_ = 0;
  bool open_ = false;
  bool blank_ = false;
  bool bold_ = false;
};

bool verbatim_title(std::string_view title) {
  return title == kGoalHeading || title == heading_of(Topic::summary) ||
         title == heading_of(Topic::message) || title == kTestHeading ||
         title == kCommandsHeading || title == heading_of(Topic::notes) ||
         title == heading_of(Topic::wishes) || title == "Earlier requests" ||
         title.starts_with("Files ") || title == "Uncommitted";
}

/// The sections of Baton's own rendering, whose entries start at the left margin.
std::vector<OutlinePart> own_parts(const std::vector<std::string_view>& lines, std::size_t end) {
  std::vector<OutlinePart> parts(1);
  for (std::size_t i = 0; i < end; ++i) {
    if (lines[i].starts_with("## ")) {
      OutlinePart& part = parts.emplace_back();
      part.heading = lines[i];
      part.title = trimmed(lines[i].substr(3));
      part.level = 2;
      part.topic = topic_of(part.title);
    } else {
      parts.back().lines.push_back(lines[i]);
    }
  }
  for (OutlinePart& part : parts) part.fenced = fenced_lines(part.lines);
  return parts;
}

class LintReader {
 public:
  LintDocument read(std::string_view markdown) {
    document_.text = markdown;
    document_.own = markdown.starts_with(kDocumentMark);
    const std::vector<std::string_view> lines = lines_of(markdown);
    std::size_t foreign = 0;
    if (document_.own) {
      foreign = 1;
      while (foreign < lines.size() && !lines[foreign].starts_with("<!-- baton:")) ++foreign;
      for (const OutlinePart& part : own_parts(lines, foreign))
        take(part, part.title.empty() || verbatim_title(part.title));
    }
    const std::vector<std::string_view> rest(lines.begin() + static_cast<std::ptrdiff_t>(foreign),
                                             lines.end());
    for (const OutlinePart& part : outline_of(rest)) take(part, false);
    document_.english = in_english();
    find_document_date();
    return std::move(document_);
  }

 private:
  void take(const OutlinePart& part, bool record) {
    if (part.level) add_line(part, part.heading, false, record, true);
    if (part.level == 1 && document_.title.empty()) document_.title = part.title;
    for (std::size_t i = 0; i < part.lines.size(); ++i)
      add_line(part, part.lines[i], part.fenced[i], record || quoted_mark(part.lines[i]), false);
    if (!record) LintCutter(document_.text, part, document_.statements).run();
  }

  static bool quoted_mark(std::string_view line) { return line.starts_with("<!-- baton:"); }

  void add_line(const OutlinePart& part, std::string_view text, bool fenced, bool record,
                bool heading) {
    document_.lines.push_back(
        {text, lowered(text), cut(part.title, kLongestTitle), part.topic, fenced, record, heading});
  }

  /// One word in twenty-five is among the most frequent of English; what is too short to tell
  /// counts as English unless it is in another script.
  bool in_english() const {
    constexpr std::string_view kFrequent[] = {"the", "and", "to", "of", "for", "with", "is",
                                              "not", "on",  "it", "by", "in",  "as",   "from"};
    std::size_t words = 0;
    std::size_t frequent = 0;
    std::size_t beyond_ascii = 0;
    for (const LintLine& line : document_.lines) {
      const std::string plain = heading_words(line.text);
      for (const std::string_view word : lint_words(plain)) {
        ++words;
        frequent += std::ranges::find(kFrequent, word) != std::end(kFrequent);
        beyond_ascii += static_cast<unsigned char>(word.front()) >= 0x80;
      }
    }
    return words < 60 ? beyond_ascii * 10 <= words : frequent * 25 >= words;
  }

  /// The day that the head of the document gives.
  void find_document_date() {
    constexpr std::size_t kHead = 40;
    for (std::size_t i = 0; i < std::min(kHead, document_.lines.size()); ++i) {
      const LintLine& line = document_.lines[i];
      const bool head = i < 12 || contains(line.lower, "date");
      const std::size_t at = head ? find_date(line.text) : std::string_view::npos;
      if (at == std::string_view::npos) continue;
      document_.date = line.text.substr(at, 10);
      return;
    }
  }

  LintDocument document_;
};

}  // namespace

std::size_t LintDocument::line_of(std::string_view part) const {
  const auto after = std::ranges::upper_bound(
      lines, part.data(), {}, [](const LintLine& line) { return line.text.data(); });
  return after == lines.begin() ? 0 : static_cast<std::size_t>(after - lines.begin() - 1);
}

LintDocument read_for_lint(std::string_view markdown) { return LintReader().read(markdown); }

}  // namespace baton
