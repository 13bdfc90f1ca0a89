#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"

namespace baton {

/// What a compaction summary says, by the parts that assistants write: requests, files, errors and
/// fixes, pending tasks, current work. Turns are those of the summary.
struct Compaction {
  std::vector<HandoffItem> intent;
  std::vector<HandoffItem> concepts;
  std::vector<HandoffItem> files;   ///< `text`: path and what it is; `detail`: ""
  std::vector<HandoffItem> errors;  ///< `text`: the error; `detail`: what was said of it
  std::vector<HandoffItem> pending;
  std::vector<HandoffItem> current;
  std::vector<HandoffItem> next;
  std::vector<std::string> user_messages;
  int turn = 0;
};

Compaction read_compaction(std::string_view summary, int turn);

}  // namespace baton
