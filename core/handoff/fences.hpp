#pragma once
#include <string_view>
#include <vector>

namespace baton {

/// For each line whether it lies in a fenced block, its opening and closing line included. A fence
/// may be indented and stand inside a longer one; one that is never closed is no fence. Linear.
std::vector<bool> fenced_lines(const std::vector<std::string_view>& lines);

}  // namespace baton
