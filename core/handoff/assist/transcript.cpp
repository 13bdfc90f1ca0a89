#include "core/handoff/assist/transcript.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton::assist {
namespace {

constexpr std::size_t kMostBytes = std::size_t{8} << 20;

struct Room {
  std::size_t head, tail;  ///< bytes that are kept of a turn's text
};

Room room_of(const Turn& turn) {
  switch (turn.kind) {
    case TurnKind::summary:
      return {3000, 0};
    case TurnKind::thinking:
      return {400, 0};
    case TurnKind::tool_call:
      return {300, 0};
    case TurnKind::tool_result:
      return turn.failed ? Room{200, 500} : Room{200, 100};
    case TurnKind::text:
      break;
  }
  return turn.role == Role::user ? Room{1500, 500} : Room{1000, 800};
}

/// The last bytes of a text, from the start of a character on.
std::string_view end_of(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::string_view end = text.substr(text.size() - most);
  while (!end.empty() && (static_cast<unsigned char>(end[0]) & 0xc0) == 0x80) end.remove_prefix(1);
  return end;
}

std::string shortened(std::string_view text, Room room) {
  text = trimmed(text);
  if (text.size() <= room.head + room.tail + 3) return std::string(text);
  std::string result(cut(text, room.head));
  result += " … ";
  return result.append(end_of(text, room.tail));
}

std::string label_of(const Turn& turn) {
  if (turn.kind == TurnKind::tool_call) return "calls " + turn.tool;
  if (turn.kind == TurnKind::tool_result) return turn.failed ? "result, failed" : "result";
  if (turn.kind == TurnKind::text) return std::string(to_word(turn.role));
  return std::string(to_word(turn.kind));
}

/// How soon a line is left out where there is no room; 0: not.
int expendable(const Line& line) {
  if (line.kind == TurnKind::tool_result && !line.failed) return 3;
  if (line.kind == TurnKind::tool_call) return 2;
  return line.kind == TurnKind::thinking ? 1 : 0;
}

std::size_t bytes_of(const std::vector<const Line*>& lines) {
  std::size_t bytes = 0;
  for (const Line* line : lines) bytes += line->text.size() + 1;
  return bytes;
}

void leave_out(std::vector<const Line*>& lines, std::size_t bytes) {
  for (int rank = 3; rank > 0 && bytes_of(lines) > bytes; --rank)
    std::erase_if(lines, [rank](const Line* line) { return expendable(*line) == rank; });
  std::size_t total = bytes_of(lines);
  const auto first = std::ranges::find_if(lines, [&](const Line* line) {
    if (total <= bytes) return true;
    total -= line->text.size() + 1;
    return false;
  });
  lines.erase(lines.begin(), first);
}

}  // namespace

void Transcript::add(const Turn& turn, int number) {
  if (!turn.agent.empty() || trimmed(turn.text).empty()) return;
  Line line{number, turn.kind, turn.failed,
            '[' + std::to_string(number) + "] " + label_of(turn) + ": " +
                shortened(turn.text, room_of(turn))};
  bytes_ += line.text.size();
  lines_.push_back(std::move(line));
  if (bytes_ <= kMostBytes) return;
  const std::size_t half = lines_.size() / 2;
  for (std::size_t i = 0; i < half; ++i) bytes_ -= lines_[i].text.size();
  lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(half));
}

std::vector<std::string> Transcript::pieces(std::size_t bytes, std::size_t most) const {
  std::vector<const Line*> lines;
  for (const Line& line : lines_) lines.push_back(&line);
  leave_out(lines, bytes * most * 9 / 10);
  std::vector<std::string> pieces;
  for (const Line* line : lines) {
    const std::string_view text = cut(line->text, bytes - 1);
    if (pieces.empty() || pieces.back().size() + text.size() + 1 > bytes) pieces.emplace_back();
    pieces.back().append(text) += '\n';
  }
  if (pieces.size() > most)
    pieces.erase(pieces.begin(), pieces.end() - static_cast<std::ptrdiff_t>(most));
  return pieces;
}

}  // namespace baton::assist
