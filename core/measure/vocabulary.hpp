#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace baton::measure {

/// The words of a text: runs of letters, digits, '_' and bytes beyond ASCII, lower-cased and
/// hashed. `escaped`: the text is JSON, a backslash and the character after it separate words.
class Words {
 public:
  explicit Words(std::string_view text, bool escaped = false) : text_(text), escaped_(escaped) {}

  /// Moves to the next word; false at the end.
  bool next();

  std::uint64_t hash() const { return hash_; }
  std::string_view word() const { return text_.substr(begin_, at_ - begin_); }
  /// The separator before the word if it is one of "/._-:=@" alone, else a blank.
  char before() const { return before_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  std::uint64_t hash_ = 0;
  char before_ = ' ';
  bool escaped_ = false;
};

std::uint64_t word_hash(std::string_view word);

/// Which words and which pairs of neighbouring words were seen: a Bloom filter of a fixed 2 MiB. It
/// never forgets one; at half a million distinct words it takes about one in a hundred unseen pairs
/// for seen.
class Vocabulary {
 public:
  Vocabulary() : bits_(kWords) {}
  void add(std::string_view text, bool escaped);
  /// Whether every word of `claim` was seen, and every pair in this order with this separator.
  bool knows(std::string_view claim) const;

 private:
  static constexpr std::size_t kWords = std::size_t{1} << 18;  ///< of 64 bits
  void insert(std::uint64_t hash);
  bool has(std::uint64_t hash) const;
  std::vector<std::uint64_t> bits_;
};

}  // namespace baton::measure
