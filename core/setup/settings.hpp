#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/setup/json_edit.hpp"

namespace baton::setup {

/// What a settings file of an assistant shall hold.
struct Settings {
  enum class Format {
    json,   ///< JSON, with comments or without: `entries`
    toml,   ///< `block` is a table, its first line the header
    lines,  ///< `block` stands between its own first and last line, at the end of the file
    whole,  ///< the file is Baton's: `block` is all of it
  };
  Format format = Format::json;
  std::vector<JsonEntry> entries;
  std::string block;      ///< lines that end with "\n"
  std::string exclusive;  ///< a key at the start of a line that bars a block of `lines`, "" if none
};

/// A text and what was put into it: a piece for each entry (one for a block), in order; "" for what
/// was there before. Taking the pieces out again from the last to the first gives back every byte
/// of the text before.
struct Edited {
  std::string text;
  std::vector<std::string> pieces;
};

/// Puts in what is not there yet. What is Baton's already stays as it is, even with another
/// command. Errors: "broken_settings", whose message names the line.
Result<Edited> with_settings(const Settings& settings, std::string_view text);

/// Takes out the pieces. A piece that somebody changed since is found by its meaning. Without any
/// pieces (nothing is known of the file) all that is Baton's own is taken out.
/// Errors: "broken_settings".
Result<std::string> without_settings(const Settings& settings, std::string_view text,
                                     const std::vector<std::string>& pieces);

/// How much of it a file holds.
enum class Held {
  none,
  some,
  other,  ///< all of it, but not as it is wanted now: another command, an older text
  all,
};
Result<Held> held(const Settings& settings, std::string_view text);

}  // namespace baton::setup
