#include <algorithm>
#include <cstdint>

#include "core/base/text.hpp"
#include "core/handoff/extract/paths.hpp"
#include "core/handoff/extract/shell.hpp"
#include "core/handoff/extract/shell_files.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestScript = 20000;
constexpr std::size_t kMostWrites = 50;

/// Whether a file of that name only keeps an output, or is not known by it.
bool is_passing(std::string_view path) {
  for (const std::string_view folder : {"/tmp/", "/dev/", "/proc/", "/var/", "~"})
    if (path.starts_with(folder)) return true;
  for (const std::string_view ending : {".log", ".pid", ".out", "/"})
    if (path.ends_with(ending)) return true;
  return path.empty() || path.find_first_of("$*?`<>{}\n") != std::string_view::npos;
}

/// Reads a script once, command by command.
class WritesOfScript {
 public:
  explicit WritesOfScript(std::string_view script) : script_(cut(script, kLongestScript)) {}

  std::vector<ShellWrite> read() {
    while (at_ < script_.size()) step();
    end_command(false);
    return std::move(writes_);
  }

 private:
  enum class Awaits : std::uint8_t { word, target, appended };

  void step() {
    const char c = script_[at_];
    if (c == '\n' && !mark_.empty()) return skip_document();
    if (script_.substr(at_).starts_with("<<") && quote_ != '\'') return start_document();
    if (c == '\\' && quote_ != '\'') {
      if (at_ + 1 < script_.size()) take(script_[at_ + 1]);
      at_ += 2;
      return;
    }
    ++at_;
    if (quote_)
      c == quote_ ? void(quote_ = 0) : take(c);
    else if (c == '\'' || c == '"')
      quote_ = c, open_ = true;
    else
      plain(c);
  }

  void plain(char c) {
    if (c == '#' && word_.empty() && !open_)
      at_ = std::min(script_.find('\n', at_), script_.size());
    else if (c == '>')
      redirect();
    else if (c == ' ' || c == '\t' || c == '<' ||
             (c == '&' && script_.substr(at_).starts_with('>')))
      end_word();
    else if (c == ';' || c == '\n' || c == '&' || c == '|' || c == '(' || c == ')')
      end_at(c);
    else
      take(c);
  }

  void end_at(char c) {
    const bool doubled = (c == '&' || c == '|') && script_.substr(at_).starts_with(c);
    if (doubled) ++at_;
    end_command(c == '|' && !doubled);
    if (c == '(') outer_.push_back(folder_);
    if (c != ')' || outer_.empty()) return;
    folder_ = outer_.back();
    outer_.pop_back();
  }

  /// `2>`, `&>`, `>>`, `>|`; not `->`, `=>`, `>&1` and `>(…)`.
  void redirect() {
    const bool arrow = word_.ends_with('-') || word_.ends_with('=');
    if (word_.size() == 1 && is_digit(word_[0])) word_.clear();
    end_word();
    awaits_ = Awaits::target;
    if (script_.substr(at_).starts_with('>')) awaits_ = Awaits::appended, ++at_;
    if (script_.substr(at_).starts_with('|')) ++at_;
    const bool other = script_.substr(at_).starts_with('&') || script_.substr(at_).starts_with('(');
    if (other) ++at_;
    if (arrow || other) awaits_ = Awaits::word;
  }

  void start_document() {
    at_ += 2;
    if (script_.substr(at_).starts_with('<')) return void(++at_);
    if (!quote_) end_word();
    const std::size_t start = std::min(script_.find_first_not_of("-'\" \\", at_), script_.size());
    const std::size_t end = std::min(script_.find_first_of("'\" \n)|;&<>", start), script_.size());
    mark_ = script_.substr(start, end - start);
    at_ = std::min(end, script_.size());
    if (script_.substr(at_).starts_with('\'') || (!quote_ && script_.substr(at_).starts_with('"')))
      ++at_;
  }

  /// Past the line that is the mark, by itself; without one nothing is skipped.
  void skip_document() {
    const std::string_view mark = mark_;
    mark_ = {};
    std::size_t start = at_ + 1;
    while (start < script_.size()) {
      const std::size_t end = std::min(script_.find('\n', start), script_.size());
      if (trimmed(script_.substr(start, end - start)) == mark) return void(at_ = end);
      start = end + 1;
    }
    if (!mark.empty()) at_ = script_.size();
  }

  void take(char c) { word_ += c; }

  void end_word() {
    if (word_.empty() && !open_) return;
    if (awaits_ == Awaits::word)
      words_.push_back(word_);
    else
      targets_.push_back({word_, awaits_ == Awaits::appended});
    awaits_ = Awaits::word;
    word_.clear();
    open_ = false;
  }

  void end_command(bool piped) {
    end_word();
    std::string text;
    for (const std::string& word : words_) text += word + ' ';
    kind_ = std::max(kind_, kind_of(text));
    if (!words_.empty() && words_[0] == "tee") note_tee();
    const bool compares = !words_.empty() && words_[0].starts_with('[');
    if (kind_ <= CommandKind::install && !compares)
      for (const ShellWrite& target : targets_) note(target);
    if (!piped) folder_ = folder_by(words_, folder_);
    words_.clear();
    targets_.clear();
    if (!piped) kind_ = CommandKind::look;
  }

  void note_tee() {
    const bool appends = std::find(words_.begin(), words_.end(), "-a") != words_.end();
    for (std::size_t i = 1; i < words_.size(); ++i)
      if (!words_[i].starts_with('-')) targets_.push_back({words_[i], appends});
  }

  void note(const ShellWrite& target) {
    if (writes_.size() >= kMostWrites || is_passing(target.path)) return;
    writes_.push_back({joined_path(folder_, target.path), target.appends});
  }

  std::string_view script_;
  std::size_t at_ = 0;
  char quote_ = 0;
  bool open_ = false;  ///< a quoted word has begun, maybe an empty one
  std::string word_;
  Awaits awaits_ = Awaits::word;
  std::vector<std::string> words_;
  std::vector<ShellWrite> targets_;
  std::string_view mark_;                 ///< that ends the here-document begun
  CommandKind kind_ = CommandKind::look;  ///< of the pipe up to here
  std::string folder_;
  std::vector<std::string> outer_;  ///< the folders outside the parentheses
  std::vector<ShellWrite> writes_;
};

}  // namespace

std::vector<ShellWrite> paths_written_by(std::string_view command) {
  return WritesOfScript(command).read();
}

}  // namespace baton
