#pragma once
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace baton {

/// Whether one of `cues` stands in `lower` (lower-case text) as whole words. A cue that ends in `*`
/// may be the beginning of a word.
bool has_cue(std::string_view lower, std::span<const std::string_view> cues);

/// Whether `lower` begins with one of `cues` as whole words.
bool starts_with_cue(std::string_view lower, std::span<const std::string_view> cues);

/// The number of blank-separated words.
std::size_t count_words(std::string_view text);

/// The words of a text that carry its content, lower-case, plural and tense endings off, in order,
/// none twice: "Add SLO tools for the server" → slo, tool, server.
std::vector<std::string> content_words(std::string_view text);

/// What was said and done, as a set of content words, to tell whether a step is covered by it.
class WordBag {
 public:
  void add(std::string_view text);
  /// The share of the content words of `text` that are in the bag; 0 if it has none.
  double covers(std::string_view text) const;
  bool empty() const { return words_.empty(); }

 private:
  std::set<std::string, std::less<>> words_;
};

/// Sentences, each for itself: words that stand far apart in a session say nothing together.
class WordBags {
 public:
  void add(std::string_view text);
  /// The largest share of the content words of `text` that one of the sentences has.
  double cover(std::string_view text) const;

 private:
  std::unordered_map<std::string, std::vector<std::uint32_t>> sentences_with_;  ///< by word
  std::uint32_t sentences_ = 0;
};

}  // namespace baton
