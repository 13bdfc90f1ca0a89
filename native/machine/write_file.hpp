#pragma once
#include <string>

#include "core/base/result.hpp"

namespace baton::machine {

/// Makes the file, or replaces it as a whole: whoever reads meanwhile sees the old or the new text.
/// A link is replaced, not followed. Errors: "cannot_write".
Result<bool> write_whole(const std::string& path, const std::string& text);

/// Makes the file; false if it is there already, with whatever content. Errors: "cannot_write".
Result<bool> write_new(const std::string& path, const std::string& text);

}  // namespace baton::machine
