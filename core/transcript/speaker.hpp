#pragma once
#include <optional>
#include <string_view>

#include "core/transcript/turn.hpp"

namespace baton {

/// A line of a Markdown conversation that says who speaks next:
/// `## User`, `### 🤖 Assistant (gpt-4)`, `**Human:** words`, `**Claude**`, `User: words`.
struct SpeakerLine {
  /// How it is written. A document keeps to one way, so what looks like another one is content.
  enum class Style { heading, bold, plain };

  Role role = Role::user;
  Style style = Style::plain;
  int level = 0;           ///< of a heading: 1 to 6
  std::string_view words;  ///< what is said on the same line

  bool same_way(const SpeakerLine& other) const {
    return style == other.style && level == other.level;
  }
};

std::optional<SpeakerLine> speaker_of(std::string_view line);

/// Follows Markdown's code fences line by line.
class Fences {
 public:
  /// Whether `line` lies inside a fence or is one. Lines must be given in order.
  bool covers(std::string_view line);
  bool open() const { return length_ > 0; }

 private:
  char mark_ = 0;
  std::size_t length_ = 0;
};

}  // namespace baton
