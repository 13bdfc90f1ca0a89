#pragma once
#include <string>
#include <string_view>

namespace baton::cli {

/// Columns that a terminal gives to `text` (valid UTF-8, no control characters): 2 for East Asian
/// wide characters and emoji, 0 for combining marks and joiners, else 1.
std::size_t columns_of(std::string_view text);

/// `text` in at most `columns`, cut between characters and ended by `…` if something is left out.
std::string fitted(std::string_view text, std::size_t columns);

/// `text` fit to be shown: ill-formed UTF-8 becomes U+FFFD, control characters (escape sequences
/// with them) and marks that reorder what is read are dropped. Line ends and tabs stay.
std::string shown(std::string_view text);

/// The same on one line: every run of white space is a blank, none at the ends.
std::string one_line(std::string_view text);

}  // namespace baton::cli
