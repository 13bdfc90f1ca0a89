#pragma once
#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace baton::measured {

/// Everything that a session (or what is known beside it) says, as hashes, to tell whether a claim
/// occurs in it. Bounded: after four million entries nothing more is taken in.
class Vocabulary {
 public:
  void add(std::string_view text);

  /// A path is there if some path that was seen is it or ends with it.
  bool has_path(std::string_view path) const;
  /// A commit is there if a hexadecimal word begins alike.
  bool has_commit(std::string_view commit) const;
  /// A word, or its parts between dots and slashes.
  bool has_word(std::string_view word) const;
  /// Words one after the other, each pair of neighbours seen as neighbours.
  bool has_sequence(std::string_view words) const;

 private:
  void put(std::uint64_t hash);
  void add_word(std::string_view word, std::uint64_t& before);
  bool has(std::uint64_t hash) const { return seen_.contains(hash); }

  std::unordered_set<std::uint64_t> seen_;
};

/// Whether a word is a commit's name: 7 to 40 hexadecimal digits, some of them digits, some
/// letters.
bool looks_like_commit(std::string_view word);
/// Whether a word names a file: a slash within, or an ending as files have.
bool looks_like_path(std::string_view word);

}  // namespace baton::measured
