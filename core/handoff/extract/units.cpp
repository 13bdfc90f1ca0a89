#include "core/handoff/extract/units.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/extract/inline_list.hpp"
#include "core/handoff/fences.hpp"
#include "core/handoff/list_items.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestUnit = 1200;
constexpr std::size_t kLongestParagraph = 8000;

std::string_view without_marks(std::string_view text) {
  constexpr std::string_view kMarks = "*_:# \t";
  const std::size_t first = text.find_first_not_of(kMarks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kMarks) - first + 1);
}

bool heading_line(std::string_view text) {
  if (text.starts_with('#')) return true;
  if (text.ends_with(':')) text.remove_suffix(1);
  if (contains(text, ": ") || text.ends_with(".**")) return false;
  return text.size() > 4 && text.starts_with("**") && text.ends_with("**") &&
         text.find("**", 2) == text.size() - 2;
}

bool abbreviation(std::string_view before) {
  constexpr auto kShort = std::to_array<std::string_view>(
      {"e.g", "i.e", "etc", "vs", "cf", "approx", "incl", "no", "fig"});
  return std::any_of(kShort.begin(), kShort.end(), [&](std::string_view word) {
    return before.ends_with(word) &&
           (before.size() == word.size() || before[before.size() - word.size() - 1] == ' ' ||
            before[before.size() - word.size() - 1] == '(');
  });
}

std::vector<std::string_view> cells_of(std::string_view row) {
  std::vector<std::string_view> cells;
  if (row.starts_with('|')) row.remove_prefix(1);
  if (row.ends_with('|')) row.remove_suffix(1);
  while (cells.size() < 12) {
    const std::size_t end = row.find('|');
    cells.push_back(trimmed(row.substr(0, end)));
    if (end == std::string_view::npos) break;
    row.remove_prefix(end + 1);
  }
  return cells;
}

std::string row_text(std::string_view row) {
  std::string text;
  const std::vector<std::string_view> cells = cells_of(row);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool number = cells[i].find_first_not_of("0123456789") == std::string_view::npos;
    if (cells[i].empty() || (number && i > 1)) continue;
    if (!text.empty()) text += i == 1 ? ": " : "; ";
    text += cells[i];
  }
  return text;
}

bool table_rule(std::string_view text) {
  return contains(text, "-") && text.find_first_not_of("|-: \t") == std::string_view::npos;
}

class Splitter {
 public:
  Splitter(std::string_view markdown, std::size_t most)
      : lines_(lines_of(markdown)), fenced_(fenced_lines(lines_)), most_(most) {}

  std::vector<Unit> split() {
    for (at_ = 0; at_ < lines_.size() && units_.size() < most_; ++at_) take(lines_[at_]);
    close();
    return std::move(units_);
  }

 private:
  void take(std::string_view line) {
    const std::string_view text = trimmed(line);
    if (fenced_[at_] || text.empty()) return close_paragraph();
    if (heading_line(text)) return take_heading(text);
    if (text.starts_with('|')) return take_row(text);
    if (text.find_first_not_of("-*_=") == std::string_view::npos) return close();
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    if (const std::size_t mark = list_mark(text)) return take_entry(text.substr(mark), indent);
    if (in_entry_ && indent > base_) return grow(units_.back().text, text, " ");
    in_entry_ = false;
    grow(paragraph_, cut(text, kLongestParagraph), " ", kLongestParagraph);
  }

  static void grow(std::string& to, std::string_view text, std::string_view between,
                   std::size_t most = kLongestUnit) {
    if (to.size() + text.size() > most) return;
    if (!to.empty()) to += between;
    to += text;
  }

  void take_heading(std::string_view text) {
    close();
    heading_ = without_marks(text);
    label_.clear();
  }

  void take_row(std::string_view text) {
    close();
    const bool header = at_ + 1 < lines_.size() && table_rule(trimmed(lines_[at_ + 1]));
    if (header || table_rule(text)) return;
    if (std::string row = row_text(text); !row.empty()) add(Unit::Kind::row, std::move(row));
  }

  /// An entry nested in another is a part of it, joined by a colon or a semicolon.
  void take_entry(std::string_view text, std::size_t indent) {
    close_paragraph();
    if (in_entry_ && indent > base_ && !units_.empty()) {
      std::string& owner = units_.back().text;
      return grow(owner, text, owner.ends_with(':') ? " " : "; ");
    }
    base_ = indent;
    in_entry_ = true;
    add(Unit::Kind::entry, std::string(cut(text, kLongestUnit)));
  }

  void close_paragraph() {
    if (paragraph_.empty()) return;
    const InlineList list = inline_list(paragraph_);
    take_sentences(list.before);
    for (const std::string_view entry : list.entries)
      add(Unit::Kind::entry, std::string(cut(entry, kLongestUnit)));
    if (!list.entries.empty()) label_.clear();
    take_sentences(list.after);
    paragraph_.clear();
  }

  void take_sentences(std::string_view text) {
    for (std::string_view sentence : sentences_of(text)) {
      if (sentence.ends_with(':')) {
        label_ = without_marks(sentence);
      } else {
        label_.clear();
        add(Unit::Kind::sentence, std::string(cut(sentence, kLongestUnit)));
      }
    }
  }

  void close() {
    close_paragraph();
    in_entry_ = false;
  }

  void add(Unit::Kind kind, std::string text) {
    units_.push_back({kind, std::move(text), label_.empty() ? heading_ : label_});
  }

  std::vector<std::string_view> lines_;
  std::vector<bool> fenced_;
  std::size_t most_;
  std::size_t at_ = 0;
  std::size_t base_ = 0;
  bool in_entry_ = false;
  std::string paragraph_;
  std::string heading_;
  std::string label_;
  std::vector<Unit> units_;
};

}  // namespace

std::vector<std::string_view> sentences_of(std::string_view text) {
  std::vector<std::string_view> sentences;
  std::size_t start = 0;
  bool code = false;
  const auto close = [&](std::size_t end) {
    const std::string_view sentence = trimmed(text.substr(start, end - start));
    if (!sentence.empty()) sentences.push_back(sentence);
    start = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') code = !code;
    if (code) continue;
    if (text.substr(i).starts_with("。")) {
      close(i + 3);
      continue;
    }
    const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
    if (!stop || i + 1 >= text.size() || text[i + 1] != ' ') continue;
    if (text[i] == '.' && abbreviation(text.substr(start, i - start))) continue;
    close(i + 1);
  }
  close(text.size());
  return sentences;
}

std::vector<Unit> units_of(std::string_view markdown, std::size_t most) {
  return Splitter(markdown, most).split();
}

}  // namespace baton
