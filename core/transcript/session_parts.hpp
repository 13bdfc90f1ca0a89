#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/transcript/line_feed.hpp"
#include "core/transcript/object_feed.hpp"

namespace baton {

/// Whether files of this format hold several sessions.
bool holds_sessions(std::string_view format);

/// Cuts a file that holds several sessions (ChatGPT's export, aider's history) where one begins.
/// Memory is bounded by one conversation of ChatGPT's, or one line of aider's.
class SessionParts {
 public:
  /// Bytes of a session, in order.
  struct Part {
    std::string bytes;
    bool begins = false;  ///< a session's first
  };

  /// `format` is one of those that hold sessions.
  explicit SessionParts(std::string_view format) : by_line_(format == "aider") {}

  /// Takes the next bytes, cut anywhere; appends what they complete to `parts`.
  void feed(std::string_view piece, std::vector<Part>& parts);
  /// The end of the file.
  void finish(std::vector<Part>& parts);

  /// Sessions and lines that could not be read: torn, or longer than 64 MiB. Complete once `finish`
  /// was called.
  std::int64_t damaged() const { return damaged_; }

 private:
  void take_line(std::string_view line, std::vector<Part>& parts);
  void release(std::vector<Part>& parts);

  bool by_line_ = false;
  LineFeed lines_;
  ObjectFeed objects_;
  std::string held_;
  bool begins_ = false;
  std::int64_t damaged_ = 0;
};

}  // namespace baton
