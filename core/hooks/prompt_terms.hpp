#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton::hooks {

/// A word of a prompt that the memory may be asked for.
struct PromptTerm {
  std::string word;         ///< lower case, as it stands
  bool identifier = false;  ///< looks like code: `snake_case`, `camelCase`, `a.cpp`, `E1027`
  bool operator==(const PromptTerm&) const = default;
};

/// The words of a prompt that say what it is about, each once, at most 24: no common words, none of
/// less than three letters, no bare numbers; of the first 4,000 bytes.
std::vector<PromptTerm> prompt_terms(std::string_view prompt);

/// Of the lines of `text` the one in which most of the terms stand, on one line, at most `most`
/// characters, its list mark removed; "" if none stands in any.
std::string telling_line(std::string_view text, const std::vector<PromptTerm>& terms,
                         std::size_t most);

}  // namespace baton::hooks
