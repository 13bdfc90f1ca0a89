#pragma once
#include <optional>
#include <string>

#include "core/base/task.hpp"
#include "core/handoff/extract.hpp"
#include "core/measure/measure.hpp"

namespace baton::hooks {

/// What a handoff of a session under way is made from, and what measures it, where it is measured.
struct Reading {
  Extractor extractor;
  std::optional<Measure> measure;
  int turns = 0;            ///< that were counted
  std::string last_spoken;  ///< by the assistant, the text of its last turn

  void add(const Turn& turn);
  /// Words that the transcript does not hold yet.
  void add_last_words(const std::string& words);
};

/// Reads the session's stored turns, `turns` in all. Of a very long session only the first and the
/// last, so that a hook's time is bounded.
Task<Result<bool>> read_stored(std::int64_t session_id, std::int64_t turns, Reading* reading);

}  // namespace baton::hooks
