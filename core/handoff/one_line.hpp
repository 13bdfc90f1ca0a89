#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace baton {

/// `text` on one line, blanks folded, at most `most` characters; a longer one is cut after a
/// sentence, a clause or a word and ends in `…`.
std::string one_line(std::string_view text, std::size_t most);

/// The same without `**` emphasis, for readers that are programs.
std::string plain_line(std::string_view text, std::size_t most);

/// The number of characters (code points) in valid UTF-8.
std::size_t characters(std::string_view text);

}  // namespace baton
