#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/json_scan.hpp"
#include "core/transcript/block.hpp"

namespace baton {

/// Codex's `total_token_usage`: what the session has used so far. `input_tokens` holds the cached
/// ones, `output_tokens` the reasoning.
struct CodexTokens {
  std::int64_t input = 0, cached = 0, cache_write = 0, output = 0;
  bool operator==(const CodexTokens&) const = default;
};

/// The raw slices of one line of a rollout that an import needs, read in one pass. They point into
/// the line; strings are still escaped, what is called JSON below is a whole value.
struct CodexRecord {
  std::string_view at;
  std::string_view type;  ///< session_meta, response_item, event_msg, turn_context, compacted, …
  std::string_view kind;  ///< of a response item or an event: message, function_call, …
  std::string_view role, name, id, call_id, message, text, reason, cwd, model, branch, title;
  std::string_view arguments, input, action, output, summary;  ///< JSON
  std::string_view parent, agent;  ///< of a subagent's session: its parent's id, its own name
  std::vector<Block> blocks;       ///< of a message
  bool subagent = false;
  bool has_tokens = false;
  CodexTokens tokens;

  void clear();
};

/// Reads the object at the scan's position into `record`, which is cleared first. A line without a
/// payload is read as the response item or session_meta that it is. False if it is malformed or no
/// object.
bool read_codex_record(std::string_view line, JsonScan& scan, CodexRecord& record);

}  // namespace baton
