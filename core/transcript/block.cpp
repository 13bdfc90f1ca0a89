#include "core/transcript/block.hpp"

#include <array>

#include "core/transcript/attachment.hpp"

namespace baton {
namespace {

std::string_view slice(std::string_view text, std::size_t from, const JsonScan& scan) {
  return scan.failed() ? std::string_view() : text.substr(from, scan.offset() - from);
}

Block read_block(std::string_view text, JsonScan& scan) {
  Block block;
  const std::size_t start = scan.offset();
  scan.object([&](std::string_view name) {
    if (name == "type")
      block.type = scan.string();
    else if (name == "text" || name == "thinking")
      block.text = scan.string();
    else if (name == "id")
      block.id = scan.string();
    else if (name == "name")
      block.name = scan.string();
    else if (name == "input")
      block.input = scan.value();
    else if (name == "tool_use_id")
      block.call_id = scan.string();
    else if (name == "content")
      block.content = scan.value();
    else if (name == "is_error")
      block.failed = scan.is_true();
  });
  block.raw = slice(text, start, scan);
  return block;
}

struct KnownBlock {
  std::string_view type;
  BlockKind kind;
};

constexpr std::array kBlocks = std::to_array<KnownBlock>({
    {"text", BlockKind::text},
    {"input_text", BlockKind::text},
    {"output_text", BlockKind::text},
    {"thinking", BlockKind::thinking},
    {"tool_use", BlockKind::call},
    {"server_tool_use", BlockKind::call},
    {"mcp_tool_use", BlockKind::call},
    {"image", BlockKind::attachment},
    {"input_image", BlockKind::attachment},
    {"image_url", BlockKind::attachment},
    {"document", BlockKind::attachment},
    {"redacted_thinking", BlockKind::nothing},
    {"fallback", BlockKind::nothing},
    {"tool_reference", BlockKind::nothing},
});

}  // namespace

BlockKind kind_of(const Block& block) {
  for (const KnownBlock& known : kBlocks)
    if (known.type == block.type) return known.kind;
  // web_search_tool_result, mcp_tool_result, …
  return block.type.ends_with("tool_result") ? BlockKind::result : BlockKind::unknown;
}

void read_blocks(std::string_view text, JsonScan& scan, std::vector<Block>& blocks) {
  const auto add_string = [&] {
    Block& block = blocks.emplace_back();
    const std::size_t start = scan.offset();
    block.type = "text";
    block.text = scan.string();
    block.raw = slice(text, start, scan);
  };
  if (scan.kind() == JsonScan::Kind::string) return add_string();
  scan.array([&] {
    if (scan.kind() == JsonScan::Kind::string)
      add_string();
    else if (scan.kind() == JsonScan::Kind::object)
      blocks.push_back(read_block(text, scan));
  });
}

std::string block_text(const Block& block, std::int64_t& replaced) {
  switch (kind_of(block)) {
    case BlockKind::text:
    case BlockKind::thinking:
      return unescaped(block.text, replaced);
    case BlockKind::call:
      return block.input.empty() ? "{}" : compact_json(block.input, replaced);
    case BlockKind::result:
      return result_text(block.content, replaced);
    case BlockKind::attachment:
      return describe_attachment(block.raw, replaced);
    case BlockKind::nothing:
    case BlockKind::unknown:
      return compact_json(block.raw, replaced);
  }
  return {};
}

std::string result_text(std::string_view content, std::int64_t& replaced) {
  JsonScan scan(content);
  if (scan.kind() == JsonScan::Kind::string) return unescaped(scan.string(), replaced);
  if (scan.kind() == JsonScan::Kind::object) return compact_json(content, replaced);
  std::vector<Block> blocks;
  read_blocks(content, scan, blocks);
  std::string text;
  for (const Block& block : blocks) {
    if (!text.empty()) text += '\n';
    // Results do not nest in results: what looks like one stays JSON.
    text += kind_of(block) == BlockKind::result ? compact_json(block.raw, replaced)
                                                : block_text(block, replaced);
  }
  return text;
}

}  // namespace baton
