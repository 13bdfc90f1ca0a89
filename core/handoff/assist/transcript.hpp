#pragma once
#include <string>
#include <vector>

#include "core/transcript/turn.hpp"

namespace baton::assist {

/// A turn, shortened to what a model has to know of it.
struct Line {
  int number = 0;
  TurnKind kind = TurnKind::text;
  bool failed = false;
  std::string text;  ///< "[12] user: …", one paragraph
};

/// A session for a model to read: its turns shortened, in bounded memory. Subagents are left out.
class Transcript {
 public:
  void add(const Turn& turn, int number);

  const std::vector<Line>& lines() const { return lines_; }

  /// The session in at most `most` texts of at most `bytes` each, in order. Where it has no room,
  /// results of tools that went well go first, then calls, then thoughts, then the oldest turns.
  std::vector<std::string> pieces(std::size_t bytes, std::size_t most) const;

 private:
  std::vector<Line> lines_;
  std::size_t bytes_ = 0;
};

}  // namespace baton::assist
