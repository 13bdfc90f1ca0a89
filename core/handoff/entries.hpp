#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// Entries of a list that starts at the left margin (`- `, `12. `), continuation lines without
/// their indentation of two; a line that belongs to no entry is one by itself. Blank lines at an
/// entry's end do not count.
std::vector<std::string> entries_of(const std::vector<std::string_view>& lines);

/// Lines of `text`, split at `\n` alone.
std::vector<std::string_view> raw_lines(std::string_view text);

}  // namespace baton
