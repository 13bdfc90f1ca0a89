#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// Reads single members of a JSON object's text without building a tree: linear, no recursion, and
/// as little copying as the caller asks for. Malformed text reads as absent members.
///
///     JsonScan input(R"({"file_path":"a.cpp","content":"…"})");
///     input.text("file_path", 4096);   // "a.cpp"
class JsonScan {
 public:
  /// `object` must outlive the scan.
  explicit JsonScan(std::string_view object);

  bool valid() const { return valid_; }
  bool has(std::string_view name) const;
  /// The string member `name`, its first `most` bytes (cut between characters); "" if absent.
  std::string text(std::string_view name, std::size_t most) const;
  /// The first of `names` that is there and not empty.
  std::string text_of(std::initializer_list<std::string_view> names, std::size_t most) const;
  std::int64_t integer(std::string_view name, std::int64_t otherwise) const;
  bool boolean(std::string_view name) const;
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
/// bytes of it.
std::string unquoted(std::string_view literal, std::size_t most);

}  // namespace baton
