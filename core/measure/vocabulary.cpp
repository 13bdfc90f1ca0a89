#include "core/measure/vocabulary.hpp"

#include <array>

#include "core/base/text.hpp"

namespace baton::measure {
namespace {

/// The lower-cased byte of a word, 0 for a separator.
constexpr std::array<unsigned char, 256> word_bytes() {
  std::array<unsigned char, 256> table{};
  for (std::size_t i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    if (is_letter(c)) table[i] = static_cast<unsigned char>(i | 0x20);
    if (is_digit(c) || c == '_' || i >= 0x80) table[i] = static_cast<unsigned char>(i);
  }
  return table;
}

constexpr std::array<unsigned char, 256> kWordBytes = word_bytes();
constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15ULL;

unsigned char word_byte(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }

std::uint64_t stirred(std::uint64_t hash) {
  hash ^= hash >> 32;
  hash *= kPrime;
  return hash ^ (hash >> 29);
}

std::uint64_t pair_hash(std::uint64_t left, char separator, std::uint64_t right) {
  return stirred(left * 31 + right * 7 + static_cast<unsigned char>(separator));
}

bool is_joint(char c) { return std::string_view("/._-:=@").find(c) != std::string_view::npos; }

bool is_hex(std::string_view word) {
  return word.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

bool Words::next() {
  const std::size_t from = at_;
  while (at_ < text_.size() && !word_byte(text_[at_]))
    at_ += escaped_ && text_[at_] == '\\' ? 2 : 1;
  if (at_ >= text_.size()) return false;
  begin_ = at_;
  before_ = begin_ == from + 1 && is_joint(text_[from]) ? text_[from] : ' ';
  std::uint64_t hash = 1469598103934665603ULL;
  for (unsigned char c = 0; at_ < text_.size() && (c = word_byte(text_[at_])); ++at_)
    hash = (hash ^ c) * 1099511628211ULL;
  hash_ = stirred(hash);
  return true;
}

std::uint64_t word_hash(std::string_view word) {
  Words words(word);
  return words.next() ? words.hash() : 0;
}

void Vocabulary::insert(std::uint64_t hash) {
  for (int i = 0; i < 2; ++i, hash >>= 32)
    bits_[(hash >> 6) & (kWords - 1)] |= std::uint64_t{1} << (hash & 63);
}

bool Vocabulary::has(std::uint64_t hash) const {
  for (int i = 0; i < 2; ++i, hash >>= 32)
    if (!(bits_[(hash >> 6) & (kWords - 1)] >> (hash & 63) & 1)) return false;
  return true;
}

void Vocabulary::add(std::string_view text, bool escaped) {
  std::uint64_t left = 0;
  for (Words words(text, escaped); words.next(); left = words.hash()) {
    insert(words.hash());
    if (left) insert(pair_hash(left, words.before(), words.hash()));
    // A commit is quoted abbreviated.
    if (words.word().size() == 40 && is_hex(words.word()))
      for (std::size_t length = 7; length <= 12; ++length)
        insert(word_hash(words.word().substr(0, length)));
  }
}

bool Vocabulary::knows(std::string_view claim) const {
  std::uint64_t left = 0;
  for (Words words(claim); words.next(); left = words.hash()) {
    if (!has(words.hash())) return false;
    if (left && !has(pair_hash(left, words.before(), words.hash()))) return false;
  }
  return true;
}

}  // namespace baton::measure
