#include "core/handoff/foreign_checks.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/entries.hpp"
#include "core/handoff/topics.hpp"

namespace baton {
namespace {

constexpr auto kShells = std::to_array<std::string_view>(
    {"", "bash", "sh", "shell", "zsh", "console", "powershell", "fish"});

void add_words(std::string& outcome, std::string_view words) {
  if (words.empty()) return;
  if (!outcome.empty()) outcome += "; ";
  outcome += words;
}

/// "# 1. Verify" → "Verify".
std::string_view comment_words(std::string_view comment) {
  comment = trimmed(comment.substr(std::min(comment.find_first_not_of('#'), comment.size())));
  const std::size_t digits = std::min(comment.find_first_not_of("0123456789"), comment.size());
  if (digits && comment.substr(digits).starts_with(". "))
    return trimmed(comment.substr(digits + 2));
  return comment;
}

bool tells_what_to_expect(std::string_view words) {
  const std::string lower = heading_words(words);
  return lower.starts_with("expect") || lower.starts_with("should ");
}

/// Reads the block line by line; a comment waits for the command below it.
class CheckReader {
 public:
  void take(std::string_view line) {
    const std::string_view text = trimmed(line);
    if (text.empty()) return;
    if (goes_on_ || (!checks_.empty() && waiting_.empty() && indented(line))) return go_on(line);
    if (text.starts_with('#')) return take_comment(comment_words(text));
    add(text);
  }

  std::vector<HandoffCommand> done() {
    if (!waiting_.empty() && !checks_.empty()) add_words(checks_.back().outcome, waiting_);
    return std::move(checks_);
  }

 private:
  static bool indented(std::string_view line) {
    return line.starts_with(' ') || line.starts_with('\t');
  }

  void go_on(std::string_view line) {
    checks_.back().command += '\n' + std::string(line);
    goes_on_ = line.ends_with('\\');
  }

  void take_comment(std::string_view words) {
    if (tells_what_to_expect(words) && waiting_.empty() && !checks_.empty())
      add_words(checks_.back().outcome, words);
    else
      add_words(waiting_, words);
  }

  /// Where the comment behind a command starts, beyond what is quoted.
  static std::size_t comment_at(std::string_view text) {
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (quote ? text[i] == quote : text[i] == '"' || text[i] == '\'')
        quote = quote ? '\0' : text[i];
      else if (!quote && text.substr(i).starts_with(" # "))
        return i;
    }
    return std::string_view::npos;
  }

  void add(std::string_view text) {
    HandoffCommand check;
    const std::size_t comment = comment_at(text);
    check.outcome = std::move(waiting_);
    waiting_.clear();
    if (comment != std::string_view::npos)
      add_words(check.outcome, comment_words(trimmed(text.substr(comment))));
    check.command = trimmed(text.substr(0, comment));
    goes_on_ = check.command.ends_with('\\');
    checks_.push_back(std::move(check));
  }

  std::vector<HandoffCommand> checks_;
  std::string waiting_;
  bool goes_on_ = false;
};

}  // namespace

bool is_shell_block(std::string_view statement) {
  if (!statement.starts_with("```")) return false;
  const std::vector<std::string_view> lines = raw_lines(statement);
  if (lines.size() < 3 || !trimmed(lines.back()).starts_with("```")) return false;
  const std::string_view mark = trimmed(lines.front());
  const std::string_view language = mark.substr(std::min(mark.find_first_not_of('`'), mark.size()));
  if (std::find(kShells.begin(), kShells.end(), language) == kShells.end()) return false;
  return std::any_of(lines.begin() + 1, lines.end() - 1, [](std::string_view line) {
    return !trimmed(line).empty() && !trimmed(line).starts_with('#') &&
           !trimmed(line).starts_with("```");
  });
}

std::vector<HandoffCommand> checks_of(std::string_view block) {
  const std::vector<std::string_view> lines = raw_lines(block);
  CheckReader reader;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) reader.take(lines[i]);
  return reader.done();
}

HandoffCommand check_in(std::string_view statement) {
  HandoffCommand check;
  const std::size_t close =
      statement.starts_with('`') ? statement.find('`', 1) : std::string_view::npos;
  if (close == std::string_view::npos || close < 2) return check;
  std::string_view rest = trimmed(statement.substr(close + 1));
  for (const std::string_view mark : {"—", "–", "->", "→", "-", ":"})
    if (rest.starts_with(mark)) {
      rest = trimmed(rest.substr(mark.size()));
      break;
    }
  check.command = statement.substr(1, close - 1);
  check.outcome = rest;
  return check;
}

}  // namespace baton
