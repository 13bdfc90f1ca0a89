#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "core/redact/finders.hpp"
#include "core/redact/tokens.hpp"

namespace baton::redact {

/// Four characters by which a secret is noticed, without regard to case, and what to do then.
struct Anchor {
  std::uint32_t word = 0;
  Finder find = nullptr;
  const TokenRule* rule = nullptr;  ///< instead of `find`
  std::size_t offset = 0;           ///< of the anchor in the rule's prefix
  std::size_t order = 0;            ///< among all
  bool by_form = false;             ///< the secret is known by its form, not by a name beside it
};

/// All anchors of all rules, with a filter that lets four characters of ordinary text through
/// about once in thirty.
class Anchors {
 public:
  static const Anchors& all();

  /// The four characters at `text`, folded: letters lose their case, and some signs fall together.
  static std::uint32_t word_at(const char* text) {
    std::uint32_t word = 0;
    std::memcpy(&word, text, sizeof word);
    return word | 0x20202020U;
  }
  bool may_hold(std::uint32_t word) const {
    const std::uint32_t hash = hash_of(word);
    return (filter_[hash >> 6] >> (hash & 63) & 1) != 0;
  }
  /// In the order of the rules.
  std::span<const Anchor> of(std::uint32_t word) const;

 private:
  static constexpr std::size_t kSlots = 8192;

  Anchors();
  static std::uint32_t hash_of(std::uint32_t word) { return word * 0x9E3779B1U >> 15; }
  void add(std::string_view text, Anchor anchor);
  void add_any(std::string_view three, Alphabet fourth, Anchor anchor);
  void add_tokens();
  void add_forms();
  void add_names();
  void index();

  std::array<std::uint64_t, 2048> filter_{};
  std::array<std::uint16_t, kSlots> slots_{};  ///< by hash: 1 + an index into anchors_, or 0
  std::vector<Anchor> anchors_;                ///< sorted by word
};

/// Goes through [from, to) of the text and calls the finders of the anchors there; stops as soon as
/// one has found something, and answers where to go on.
std::size_t next_secret(Scan& scan, std::size_t from, std::size_t to, bool only_by_form);

}  // namespace baton::redact
