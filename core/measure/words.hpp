#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baton::measured {

/// A word is a run of letters, digits and `_ . / @ ~ + - $`, without dots, dashes and slashes at
/// its end; a backslash ends it and takes the character behind it along (an escape of JSON).
template <class Take>
void each_word(std::string_view text, Take take);

/// FNV-1a, 64 bits.
std::uint64_t hash_of(std::string_view word, std::uint64_t seed = 0xcbf29ce484222325ULL);

/// The words by which a sentence is recognised: lower case, four letters or more or with a digit,
/// not among the commonest of English, each once.
std::vector<std::string> key_words(std::string_view sentence);

/// Sentences and list entries, without bullets, boxes, emphasis and quotes; no code blocks.
std::vector<std::string> statements_of(std::string_view text);

bool has_any(std::string_view lower, const std::vector<std::string_view>& cues);

bool is_word_character(char c);

template <class Take>
void each_word(std::string_view text, Take take) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == '\\') {
      at += 2;
      continue;
    }
    if (!is_word_character(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_word_character(text[at])) ++at;
    std::string_view word = text.substr(begin, at - begin);
    while (!word.empty() && (word.back() == '.' || word.back() == '/' || word.back() == '-'))
      word.remove_suffix(1);
    if (!word.empty()) take(word);
  }
}

}  // namespace baton::measured
