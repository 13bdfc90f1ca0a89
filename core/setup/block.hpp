#pragma once
#include <string>
#include <string_view>

#include "core/setup/settings.hpp"

namespace baton::setup {

/// Where a block stands in a file of lines; both 0 if it does not.
struct BlockPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool found() const { return end > begin; }
};

/// Of TOML: from the header that names the block's table to the next header or the end. Of lines:
/// from the block's first to its last line. Of a whole file: all of it.
/// Errors: "broken_settings", also if something bars the block.
Result<BlockPlace> block_place(const Settings& settings, std::string_view text);

/// The block in the file's line ends, set off from what stands before it.
std::string block_piece(const Settings& settings, std::string_view text);

/// The block alone in the file's line ends.
std::string block_text(const Settings& settings, std::string_view text);

}  // namespace baton::setup
