#include "core/handoff/extract/plan.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/extract/words.hpp"
#include "core/handoff/fences.hpp"
#include "core/handoff/list_items.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostSteps = 40;
constexpr std::size_t kLongestStep = 2000;
constexpr std::size_t kMostNamed = 200;

constexpr auto kTellingWhy = std::to_array<std::string_view>(
    {"overview",   "summary", "context",  "background", "result*",      "benefit*",   "current*",
     "problem*",   "why",     "goal*",    "scope",      "success",      "criteria",   "risk*",
     "question*",  "note*",   "finding*", "analysis",   "alternativ*",  "option*",    "rationale",
     "objective*", "pros",    "cons",     "expected*",  "requirement*", "assumption*"});

std::string_view behind_marks(std::string_view text) {
  constexpr std::string_view kMarks = "*_# \t";
  const std::size_t first = text.find_first_not_of(kMarks);
  if (first == std::string_view::npos) return {};
  return text.substr(first);
}

/// The text behind a step's number ("### 1. Add it", "**Step 2: test**", "3) ship"), "" if the line
/// starts no step.
std::string_view after_number(std::string_view line) {
  std::string_view text = behind_marks(line);
  const std::string lower = lowered(text.substr(0, 8));
  for (const std::string_view word : {"step ", "phase ", "task ", "part ", "stage "})
    if (lower.starts_with(word)) text.remove_prefix(word.size());
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 2 || digits >= text.size()) return {};
  if (!contains(".):", text.substr(digits, 1)) && !text.substr(digits).starts_with(" -")) return {};
  text = text.substr(std::min(digits + 2, text.size()));
  return behind_marks(text);
}

std::string bare(std::string_view text) {
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.substr(i).starts_with("**"))
      ++i;
    else
      line += text[i];
  line = one_line(line, kLongestStep);
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string without_colon(std::string text) {
  if (text.ends_with(':')) text.pop_back();
  return text;
}

bool is_title(std::string_view text) {
  if (text.starts_with('#')) return true;
  if (text.ends_with(':')) text.remove_suffix(1);
  return text.size() > 4 && text.starts_with("**") && text.ends_with("**");
}

class PlanReader {
 public:
  explicit PlanReader(std::string_view plan)
      : lines_(lines_of(plan)), fenced_(fenced_lines(lines_)) {
    for (std::size_t i = 0; i < lines_.size(); ++i)
      numbered_ = numbered_ || (!fenced_[i] && starts_step(lines_[i]));
  }

  std::vector<std::string> read() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view text = trimmed(lines_[i]);
      if (fenced_[i] || text.empty() || text.find_first_not_of("-=_*") == std::string_view::npos)
        continue;
      if (starts_step(lines_[i])) {
        open(after_number(text));
      } else if (is_title(text)) {
        take_title(behind_marks(text));
      } else {
        take(text, indent_of(lines_[i]));
      }
    }
    return std::move(steps_);
  }

 private:
  static bool starts_step(std::string_view line) {
    return indent_of(line) < 2 && !after_number(trimmed(line)).empty();
  }

  void take_title(std::string_view title) {
    why_ = has_cue(lowered(title), kTellingWhy);
    open_ = false;
    title_ = without_colon(bare(title));
  }

  /// A line that is no step's first: part of the open one, or a step of a plan without numbers.
  void take(std::string_view text, std::size_t indent) {
    const std::size_t mark = list_mark(text);
    if (open_ && (numbered_ || mark == 0 || indent > 1 || !title_.empty()))
      return append(text.substr(mark));
    if (!numbered_ && mark > 0) open(text.substr(mark), title_);
  }

  void open(std::string_view text, const std::string& title = {}) {
    if (why_ || steps_.size() >= kMostSteps) return;
    steps_.push_back(title.empty() ? without_colon(bare(text)) : title + ": " + bare(text));
    open_ = true;
    first_ = title.empty();
  }

  void append(std::string_view text) {
    std::string& step = steps_.back();
    const std::string more = bare(text);
    if (more.empty() || step.size() + more.size() > kLongestStep) return;
    step += (first_ ? ": " : step.ends_with(':') ? " " : "; ") + more;
    first_ = false;
  }

  std::vector<std::string_view> lines_;
  std::vector<bool> fenced_;
  std::vector<std::string> steps_;
  std::string title_;
  bool numbered_ = false;
  bool why_ = false;
  bool open_ = false;
  bool first_ = false;
};

/// Whether a word is a path to a file: "src/a.cpp".
bool is_path(std::string_view word) {
  if (word.size() < 5 || word.size() > 240 || contains(word, "://") || contains(word, "//") ||
      word.find_first_of("*?{}<>|$=;") != std::string_view::npos)
    return false;
  const std::size_t slash = word.rfind('/');
  if (slash == std::string_view::npos || slash + 1 >= word.size()) return false;
  const std::string_view name = word.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || name.size() - dot > 6 || dot + 1 == name.size())
    return false;
  return std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dot) + 1, name.end(),
                     [](char c) { return is_letter(c) || is_digit(c); }) &&
         is_letter(name[dot + 1]) && !word.starts_with("www.") && !contains(word, ".com/");
}

}  // namespace

std::vector<std::string> plan_steps(std::string_view plan) { return PlanReader(plan).read(); }

std::vector<std::string> paths_named(std::string_view text) {
  constexpr std::string_view kBetween = " \t\n\r`\"'()[],";
  std::vector<std::string> paths;
  while (!text.empty() && paths.size() < kMostNamed) {
    const std::size_t start = text.find_first_not_of(kBetween);
    if (start == std::string_view::npos) break;
    text.remove_prefix(start);
    const std::size_t end = std::min(text.find_first_of(kBetween), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    if (word.starts_with('@')) word.remove_prefix(1);
    while (word.ends_with('.') || word.ends_with(':') || word.ends_with(';')) word.remove_suffix(1);
    if (const std::size_t line = word.rfind(':');
        line != std::string_view::npos &&
        word.find_first_not_of("0123456789-", line + 1) == std::string_view::npos)
      word = word.substr(0, line);
    if (is_path(word) && std::find(paths.begin(), paths.end(), word) == paths.end())
      paths.emplace_back(word);
  }
  return paths;
}

}  // namespace baton
