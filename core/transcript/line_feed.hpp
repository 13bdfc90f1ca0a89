#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace baton {

/// Cuts a stream that comes in pieces into lines. A line that lies within one piece is handed out
/// in place; only what a piece leaves unfinished is copied. A byte-order mark before the first line
/// is dropped, and so is the carriage return of a CRLF.
class LineFeed {
 public:
  /// Longer lines are not handed out, only counted.
  static constexpr std::size_t kLongest = std::size_t{64} << 20;

  /// Calls `on_line(std::string_view line, int number)` for each line that `piece` ends; `number`
  /// counts from 1. The line is valid during the call.
  template <class OnLine>
  void feed(std::string_view piece, OnLine&& on_line) {
    while (!piece.empty()) {
      const std::size_t end = piece.find('\n');
      if (end == std::string_view::npos) return keep(piece);
      take(piece.substr(0, end), on_line);
      piece.remove_prefix(end + 1);
    }
  }

  /// Hands out the last line if nothing ended it. Returns whether there was one.
  template <class OnLine>
  bool finish(OnLine&& on_line) {
    if (carry_.empty() && !overflowed_) return false;
    take({}, on_line);
    return true;
  }

  std::int64_t too_long() const { return too_long_; }

 private:
  template <class OnLine>
  void take(std::string_view rest, OnLine&& on_line) {
    ++number_;
    if (!carry_.empty() || overflowed_) {
      keep(rest);
      rest = carry_;
    }
    if (overflowed_ || rest.size() > kLongest)
      ++too_long_;
    else
      on_line(cleaned(rest), number_);
    release();
  }

  void keep(std::string_view part) {
    overflowed_ = overflowed_ || part.size() > kLongest - carry_.size();
    if (overflowed_)
      carry_.clear();
    else
      carry_ += part;
  }

  std::string_view cleaned(std::string_view line) const {
    if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  void release() {
    overflowed_ = false;
    if (carry_.capacity() > (std::size_t{1} << 20))
      carry_ = std::string();
    else
      carry_.clear();
  }

  std::string carry_;
  bool overflowed_ = false;
  int number_ = 0;
  std::int64_t too_long_ = 0;
};

}  // namespace baton
