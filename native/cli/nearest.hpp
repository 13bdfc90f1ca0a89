#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton::cli {

/// The candidate that `word` was probably meant to be, or "": at most a third of its letters wrong,
/// a swap of two neighbours counting once.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// ` Did you mean X?` or "".
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace baton::cli
