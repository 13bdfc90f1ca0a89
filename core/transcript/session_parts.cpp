#include "core/transcript/session_parts.hpp"

#include <utility>

#include "core/transcript/aider.hpp"
#include "core/transcript/words.hpp"

namespace baton {

bool holds_sessions(std::string_view format) { return is_any(format, {"chatgpt", "aider"}); }

void SessionParts::feed(std::string_view piece, std::vector<Part>& parts) {
  if (by_line_)
    return lines_.feed(piece, [&](std::string_view line, int) { take_line(line, parts); });
  objects_.feed(piece, [&](std::string_view conversation, int) {
    parts.push_back({std::string(conversation), true});
  });
}

void SessionParts::finish(std::vector<Part>& parts) {
  lines_.finish([&](std::string_view line, int) { take_line(line, parts); });
  release(parts);
  damaged_ = lines_.too_long() + objects_.too_long() + (objects_.torn() ? 1 : 0);
}

void SessionParts::take_line(std::string_view line, std::vector<Part>& parts) {
  constexpr std::size_t kPart = std::size_t{1} << 16;
  const bool begins = line.starts_with(kAiderStart);
  if (begins || held_.size() > kPart) release(parts);
  begins_ = begins_ || begins;
  held_ += line;
  held_ += '\n';
}

void SessionParts::release(std::vector<Part>& parts) {
  if (!held_.empty()) parts.push_back({std::move(held_), begins_});
  held_.clear();
  begins_ = false;
}

}  // namespace baton
