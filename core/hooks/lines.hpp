#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/task.hpp"
#include "core/hooks/positions.hpp"
#include "core/transcript/session_import.hpp"

namespace baton::hooks {

/// What the first line of an intake's body says (intake.hpp).
struct Lines {
  Owner owner;
  std::vector<Position> positions;
  std::string last_words;
  bool settle = false;
  bool ends = false;
};

/// One intake under way.
struct Intake {
  Lines lines;
  transcript::SessionImport import;
  std::vector<Turn> turns;
  std::vector<bool> stored;      ///< of `turns`
  std::int64_t fresh_bytes = 0;  ///< since the session's last revision; at first of the lines
};

/// Reads the body of the request: its first line, and the turns of the others. A line that is torn
/// at a file's end is left to the next time. Errors: 400 `malformed_json` and what a Decoder finds,
/// 413 `too_large`, 415 `unknown_format`.
Task<Result<bool>> read_body(Intake* intake);

/// The rule of an import: into the open session what was written since it began, else into the
/// session that took in what came before. False if there is none and no turn to make one from.
Task<Result<bool>> find_place(Intake* intake);

}  // namespace baton::hooks
