#include "core/handoff/blocks/spans.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace baton {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kLongestLink = 2000;
constexpr std::string_view kEndsAddress = " \t\n<>\"'`()[]{}|\\^";

bool is_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://") || text.starts_with("mailto:");
}

class SpanScanner {
 public:
  explicit SpanScanner(std::string_view text) : text_(text) {}

  std::vector<TextSpan> scan() {
    while (at_ < text_.size()) {
      const bool taken = take();
      if (!taken) ++at_;
    }
    flush(text_.size());
    return std::move(spans_);
  }

 private:
  bool take() {
    switch (text_[at_]) {
      case '`':
        return code();
      case '*':
        return bold();
      case '[':
        return link();
      case 'h':
        return address();
      default:
        return false;
    }
  }

  void flush(std::size_t end) {
    if (end > begin_) spans_.push_back({text_.substr(begin_, end - begin_), bold_, false, {}});
    begin_ = end;
  }

  void add(TextSpan span, std::size_t end) {
    flush(at_);
    span.bold = bold_;
    if (!span.text.empty()) spans_.push_back(span);
    at_ = begin_ = end;
  }

  std::size_t ticks_at(std::size_t at) const {
    return std::min(text_.find_first_not_of('`', at), text_.size()) - at;
  }

  /// A run of backticks up to the next one of the same length. A length that found no end is not
  /// looked for again, which keeps this linear.
  bool code() {
    const std::size_t ticks = ticks_at(at_);
    const bool known = ticks < unclosed_.size();
    if (known && !unclosed_[ticks]) {
      for (std::size_t end = text_.find('`', at_ + ticks); end != kNone;) {
        const std::size_t others = ticks_at(end);
        if (others == ticks) {
          const std::size_t from = at_ + ticks;
          add({text_.substr(from, end - from), false, true, {}}, end + ticks);
          return true;
        }
        end = text_.find('`', end + others);
      }
      unclosed_[ticks] = true;
    }
    at_ += ticks;
    return true;
  }

  bool bold() {
    if (!text_.substr(at_).starts_with("**")) return false;
    if (!bold_ && (text_.find("**", at_ + 2) == kNone)) {
      at_ = std::min(text_.find_first_not_of('*', at_), text_.size());
      return true;
    }
    flush(at_);
    bold_ = !bold_;
    at_ = begin_ = at_ + 2;
    return true;
  }

  bool link() {
    const std::size_t end = text_.find_first_of("[]\n", at_ + 1);
    if (end == kNone || !text_.substr(end).starts_with("](")) return false;
    const std::string_view rest = text_.substr(end + 2, kLongestLink);
    const std::size_t close = rest.find_first_of(kEndsAddress);
    if (close == kNone || rest[close] != ')' || !is_address(rest.substr(0, close))) return false;
    const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
    const std::string_view target = rest.substr(0, close);
    add({name.empty() ? target : name, false, false, target}, end + 2 + close + 1);
    return true;
  }

  bool address() {
    const bool inside_word = at_ > 0 && (is_letter(text_[at_ - 1]) || is_digit(text_[at_ - 1]));
    if (inside_word || !is_address(text_.substr(at_, 8))) return false;
    std::string_view whole = text_.substr(at_, kLongestLink);
    whole = whole.substr(0, whole.find_first_of(kEndsAddress));
    whole = whole.substr(0, whole.find_last_not_of(".,;:!?*") + 1);
    if (whole.size() < 10 || first_invalid_utf8(whole) != kNone) return false;
    add({whole, false, false, whole}, at_ + whole.size());
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;  ///< of the text that is not yet a span
  bool bold_ = false;
  std::array<bool, 8> unclosed_{};
  std::vector<TextSpan> spans_;
};

}  // namespace

std::vector<TextSpan> spans_of(std::string_view text) { return SpanScanner(text).scan(); }

}  // namespace baton
