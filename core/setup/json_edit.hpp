#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.hpp"
#include "core/base/result.hpp"

namespace baton::setup {

/// A value that a settings file shall hold.
struct JsonEntry {
  std::vector<std::string> path;  ///< keys from the root: {"mcpServers", "baton"}
  Json value;
  /// Of a hook: its words after the program, "hook Stop"; the value is then an element
  /// `{"hooks":[{"command":…}]}` of the array at the path. "" if the value stands at the path.
  std::string hook;
};

/// Text that was put in at a place.
struct Insertion {
  std::size_t at = 0;
  std::string text;
};

/// The smallest insertion that makes the file hold the entry, in the file's own line ends and
/// indentation. Errors: "broken_settings" if the text is no JSON or something else stands in the
/// way; the message names the line.
Result<Insertion> insertion_for(std::string_view text, const JsonEntry& entry);

/// The command that an entry of Baton's own at the entry's place names; "" if there is none.
/// `text` must be sound.
Result<std::string> command_there(std::string_view text, const JsonEntry& entry);

/// The text without Baton's own value at the entry's place, and without what holds nothing then but
/// the root. The text as it is if there is none.
Result<std::string> without_entry(std::string_view text, const JsonEntry& entry);

}  // namespace baton::setup
