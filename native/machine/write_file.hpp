#pragma once
#include <cstdint>
#include <string>

#include "core/base/result.hpp"

namespace baton::machine {

/// Who may read a file that is made.
enum class Readers : std::uint8_t { all, owner };

/// Makes the file, or replaces it as a whole: whoever reads meanwhile sees the old or the new text.
/// A link is replaced, not followed. Errors: "cannot_write".
Result<bool> write_whole(const std::string& path, const std::string& text,
                         Readers readers = Readers::all);

/// Makes the file; false if it is there already, with whatever content. Errors: "cannot_write".
Result<bool> write_new(const std::string& path, const std::string& text,
                       Readers readers = Readers::all);

/// Replaces the text of a plain file that is there, as a whole, and keeps who owns it and may read
/// it. `path` is no link. Errors: "cannot_write", also if its owner may not write it.
Result<bool> write_over(const std::string& path, const std::string& text);

}  // namespace baton::machine
