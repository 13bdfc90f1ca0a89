#pragma once
#include <cstddef>
#include <string_view>

namespace baton::redact {

/// What a value is made of, from its first 128 characters.
struct Shape {
  std::size_t size = 0;
  std::size_t digits = 0;
  std::size_t lowers = 0;
  std::size_t uppers = 0;
  std::size_t joints = 0;        ///< - _ . / + = ~ % : which tokens and identifiers have inside
  std::size_t distinct = 0;      ///< different characters
  std::size_t rises = 0;         ///< a lower-case letter, then an upper-case one
  std::size_t case_changes = 0;  ///< a lower-case letter beside an upper-case one
  std::size_t changes = 0;       ///< a letter beside a digit
  std::size_t in_words = 0;      ///< characters in runs of four and more letters that read as words
  bool hex = true;               ///< hexadecimal digits and dashes only
  double entropy = 0;            ///< Shannon's, in bits a character

  std::size_t letters() const { return lowers + uppers; }
  std::size_t symbols() const { return size - digits - letters() - joints; }
  /// Made of words like an identifier, a path or a sentence without blanks.
  bool reads_as_words() const {
    return (in_words * 10 > size * 6 && changes < 4) || (in_words * 2 > size && changes < 2);
  }
};

Shape shape_of(std::string_view value);

/// Whether at least `least` characters look drawn at random, as generated tokens are.
bool looks_random(const Shape& shape, std::size_t least);
bool looks_random(std::string_view value, std::size_t least);

}  // namespace baton::redact
