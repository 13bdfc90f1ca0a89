#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// The members of a JSON object's text, found by one walk without building a tree; at most the
/// first
/// 64. Their texts are decoded when asked for, and only as far as asked for. What comes after a
/// fault in the text reads as absent.
///
///     JsonMembers input(R"({"file_path":"a.cpp","content":"…"})");
///     input.text("file_path", 4096);   // "a.cpp"
class JsonMembers {
 public:
  /// `object` must outlive this.
  explicit JsonMembers(std::string_view object);

  /// Whether the whole text is an object without a fault.
  bool valid() const { return valid_; }
  bool has(std::string_view name) const { return !raw(name).empty(); }
  /// The string member `name`, its first `most` bytes (cut between characters); "" if absent.
  std::string text(std::string_view name, std::size_t most) const;
  /// The first of `names` that is there and not empty.
  std::string text_of(std::initializer_list<std::string_view> names, std::size_t most) const;
  std::int64_t integer(std::string_view name, std::int64_t otherwise) const;
  bool boolean(std::string_view name) const { return raw(name) == "true"; }
  /// The member's JSON text, "" if absent.
  std::string_view raw(std::string_view name) const;

 private:
  struct Member {
    std::string_view name;
    std::string_view value;
  };
  std::vector<Member> members_;
  bool valid_ = false;
};

/// The elements of a JSON array's text, each as JSON text; at most `most` of them.
std::vector<std::string_view> json_elements(std::string_view array, std::size_t most);

/// The string that the JSON string literal `literal` (with its quotes) stands for, at most `most`
/// bytes of it; "" if it is none.
std::string unquoted(std::string_view literal, std::size_t most);

}  // namespace baton
