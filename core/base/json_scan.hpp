#pragma once
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace baton {

/// Walks over a JSON text in place, without building a tree: members are handed out as slices of
/// the text, and what nobody asks for is skipped at memchr's speed.
///
///     JsonScan scan(line);
///     std::string_view type;
///     scan.object([&](std::string_view name) {
///       if (name == "type") type = scan.string();  // any other value is skipped
///     });
///     if (scan.failed() || !scan.at_end()) …       // malformed
///
/// What it checks: the structure (brackets, commas, colons, names, ends of strings, words, number
/// characters), also of what it skips. What it leaves to `unescaped` and `compact_json`, which
/// repair instead of refusing: escapes, control characters and UTF-8 inside strings.
///
/// Slices point into the text and live as long as it does. Names are compared as they are written:
/// one with an escape in it matches nothing. Nothing recurses; nesting deeper than 512 is a fault.
/// After a fault every reader answers a neutral value and callbacks are no longer called.
class JsonScan {
 public:
  enum class Kind : std::uint8_t { none, object, array, string, number, boolean, null };

  explicit JsonScan(std::string_view text)
      : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()) {
    skip_blanks();
  }

  /// The kind of the value that comes next; none at the end and after a fault.
  Kind kind() const;

  /// Reads an object: `on_member(name)` may read the value with this scan, or leave it. Any other
  /// value is skipped without a call.
  template <class OnMember>
  void object(OnMember&& on_member) {
    if (!enter('{', '}')) return;
    do {
      const std::string_view name = member_name();
      if (failed()) return;
      const char* before = at_;
      on_member(name);
      if (at_ == before) skip();
    } while (another('}'));
  }

  /// Reads an array: `on_element()` may read the element with this scan, or leave it.
  template <class OnElement>
  void array(OnElement&& on_element) {
    if (!enter('[', ']')) return;
    do {
      const char* before = at_;
      on_element();
      if (at_ == before) skip();
    } while (another(']'));
  }

  /// Reads a string: its raw slice between the quotes, escapes and all. Any other value is skipped
  /// and gives "".
  std::string_view string();
  /// Reads any value and gives its whole slice (a string's with its quotes).
  std::string_view value();
  /// Reads `true`; anything else is skipped and false.
  bool is_true();
  /// Reads a whole number; anything else is skipped.
  std::optional<std::int64_t> integer();
  void skip();

  bool failed() const { return failed_; }
  /// Whether nothing but white space is left.
  bool at_end() const { return !failed_ && at_ == end_; }
  /// The offset of what comes next; after a fault, of the fault.
  std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }

 private:
  class Nesting;

  bool enter(char open, char close);
  bool another(char close);
  std::string_view member_name();
  std::string_view quoted_slice();
  void skip_blanks() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r' || *at_ == '\n')) ++at_;
  }
  bool skip_word();
  bool skip_open(Nesting& nesting);
  bool skip_rest(Nesting& nesting);
  bool take(char expected);
  bool fail();

  const char* begin_;
  const char* at_;
  const char* end_;
  bool failed_ = false;
};

/// The text of a string's raw slice, as valid UTF-8 without NULs. What is ill-formed (bytes that
/// are not UTF-8, lone surrogates, NULs, escapes that JSON does not have) becomes U+FFFD, each
/// counted in `replaced`.
std::string unescaped(std::string_view raw, std::int64_t& replaced);

/// The same JSON value without white space between its tokens, repaired likewise inside its
/// strings. `raw` is a slice that JsonScan accepted.
std::string compact_json(std::string_view raw, std::int64_t& replaced);

}  // namespace baton
