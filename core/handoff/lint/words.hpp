#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// Where `phrase` (small letters) stands between word boundaries in `lower`, from `from` on; npos
/// if nowhere.
std::size_t find_phrase(std::string_view lower, std::string_view phrase, std::size_t from = 0);
bool has_phrase(std::string_view lower, std::span<const std::string_view> phrases);

/// The words of a text, ASCII letters and digits and what is beyond ASCII, as they stand.
std::vector<std::string_view> lint_words(std::string_view text);

/// Whether a text names a place or a thing: code, a file, an identifier, a number, a proper name.
/// True for text that is mostly beyond ASCII, in which that cannot be told.
bool names_something(std::string_view text);

/// Whether a text says no more than "continue", "fix the remaining issues", "TBD".
bool only_vague_words(std::string_view text);

/// The first `YYYY-MM-DD` at or after `from`; npos if there is none.
std::size_t find_date(std::string_view text, std::size_t from = 0);

/// Whether a text gives a day in whatever form: 2026-02-05, 5.2.2026, Feb 5.
bool has_day(std::string_view lower);

/// "None", "N/A", "nothing": an entry that says that there is nothing to say.
bool says_none(std::string_view text);

}  // namespace baton
