#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/json_scan.hpp"
#include "core/transcript/block.hpp"

namespace baton {

/// A message of a record. Slices are as in Block.
struct ClaudeMessage {
  bool present = false;  ///< an object
  std::string_view id, model, role;
  std::string_view usage;  ///< JSON
  std::vector<Block> blocks;

  void clear();
};

/// The raw slices of one line of a Claude Code transcript that an import needs, read in one pass.
/// All of them point into the line.
struct ClaudeRecord {
  std::string_view type, subtype, uuid, parent, session, cwd, branch, at, agent, parent_call;
  std::string_view content;                  ///< of a system record; "" if not a string
  std::string_view summary, leaf;            ///< of a summary record
  std::string_view custom_title, ai_title;   ///< of title records
  std::string_view tool_use_result;          ///< JSON: what the tool answered the program
  std::string_view origin, prompt_source;    ///< who sent a user's message
  std::string_view attachment_type, prompt;  ///< prompt: JSON, a queued message of the person
  std::string_view command_mode;
  bool meta = false;       ///< put there by the program
  bool compact = false;    ///< the summary of a compaction
  bool sidechain = false;  ///< a subagent's
  bool from_agent = false;
  ClaudeMessage message;

  /// A subagent's record inside a progress record.
  bool nested = false;
  std::string_view nested_type, nested_uuid, nested_at, nested_result;

  std::vector<std::string_view> unknown_fields;

  void clear();
};

/// Reads the object at the scan's position into `record`, which is cleared first. False if it is
/// malformed or no object.
bool read_claude_record(std::string_view line, JsonScan& scan, ClaudeRecord& record);

}  // namespace baton
