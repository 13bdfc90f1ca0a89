#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_scan.hpp"

namespace baton {

/// One block of a message's content, as the assistants' APIs write it:
/// `{"type":"tool_use","id":…,"name":…,"input":{…}}`. Raw slices of the JSON: strings between their
/// quotes and still escaped, the rest as JSON.
struct Block {
  std::string_view raw;      ///< the whole block
  std::string_view type;     ///< "text" also for a content that is a plain string
  std::string_view text;     ///< of text and thinking
  std::string_view id;       ///< of a call
  std::string_view name;     ///< of a call
  std::string_view input;    ///< JSON, of a call
  std::string_view call_id;  ///< of a result
  std::string_view content;  ///< JSON, of a result
  bool failed = false;
};

enum class BlockKind { text, thinking, call, result, attachment, nothing, unknown };

BlockKind kind_of(const Block& block);

/// Reads a content at the scan's position: a string, or an array of blocks and strings. `text` is
/// what the scan reads.
void read_blocks(std::string_view text, JsonScan& scan, std::vector<Block>& blocks);

/// What a turn says of a block: words, a call's input as compact JSON, a result's output with each
/// of its blocks on a line, an attachment as a line with type, size and hash, anything else as
/// JSON. What is ill-formed is replaced and counted.
std::string block_text(const Block& block, std::int64_t& replaced);

/// A result's content: a string, blocks, or any JSON.
std::string result_text(std::string_view content, std::int64_t& replaced);

}  // namespace baton
