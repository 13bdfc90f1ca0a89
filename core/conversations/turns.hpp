#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "core/base/task.hpp"
#include "core/events/event.hpp"
#include "core/handoff/extract.hpp"
#include "core/measure/measure.hpp"
#include "core/transcript/turn.hpp"

namespace baton::conversations {

/// Collects turns, masked, into `session.appended` events and the texts that they name.
class Appender {
 public:
  explicit Appender(std::string session_uid) : session_uid_(std::move(session_uid)) {}

  /// Masks the turn's text in place, so that what is read on is what is stored.
  void add(Turn& turn);
  /// Only masks it: it is stored already.
  void mask(Turn& turn);

  /// Whether enough is collected for one batch.
  bool full() const { return bytes_ > kBatchBytes || count_ >= kTurnsPerEvent; }
  bool empty() const { return count_ == 0; }

  /// Moves what was collected into the change.
  void flush(Change& change);

  const MaskCounts& masked() const { return masked_; }

 private:
  static constexpr std::size_t kBatchBytes = 1 << 20;
  static constexpr std::size_t kTurnsPerEvent = 1000;

  void add_piece(const Turn& turn, std::size_t piece, StoredText text);

  std::string session_uid_;
  std::string turns_;
  std::vector<StoredText> texts_;
  MaskCounts masked_;
  std::size_t bytes_ = 0;
  std::size_t count_ = 0;
};

/// Which of the session's turns are stored already, in the order of `turns`; so that what is read
/// again is not put into the log again.
Task<Result<std::vector<bool>>> which_are_stored(std::string session_uid,
                                                 const std::vector<Turn>* turns);

/// What is done with a turn and its number.
using TakeTurn = std::function<void(const Turn&, int)>;

/// Reads a session's turns from the store, page by page: all, or the `last` ones. The answer is the
/// number of the last turn.
Task<Result<int>> read_turns(std::int64_t session_id, TakeTurn take, std::int64_t last = 0);

/// The first `most` turns.
Task<Result<int>> read_first_turns(std::int64_t session_id, TakeTurn take, std::int64_t most);

/// The same, into the extractor and, unless it is null, what measures beside it.
Task<Result<int>> read_turns(std::int64_t session_id, Extractor* extractor, Measure* measure,
                             std::int64_t last = 0);

}  // namespace baton::conversations
