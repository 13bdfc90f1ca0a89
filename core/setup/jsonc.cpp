#include "core/setup/jsonc.hpp"

#include <algorithm>

#include "core/base/json_members.hpp"
#include "core/base/text.hpp"

namespace baton::setup {
namespace {

constexpr std::size_t kDeepest = 128;

class JsoncReader {
 public:
  explicit JsoncReader(std::string_view text) : text_(text) {
    if (text.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  Result<JsoncNode> whole() {
    TRY(const bool room, skip());
    static_cast<void>(room);
    if (at_ == text_.size()) return JsoncNode{.begin = at_, .end = at_, .members = {}};
    TRY(JsoncNode root, value(0));
    TRY(const bool rest, skip());
    static_cast<void>(rest);
    if (at_ != text_.size()) return fault("something follows the value");
    return root;
  }

 private:
  std::unexpected<Error> fault(std::string_view what) const {
    return broken_settings(text_, at_, what);
  }
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  /// Over room and comments.
  Result<bool> skip() {
    for (;;) {
      while (at_ < text_.size() && std::string_view(" \t\r\n").contains(text_[at_])) ++at_;
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (rest.starts_with("/*")) {
        const std::size_t close = text_.find("*/", at_ + 2);
        if (close == std::string_view::npos) return fault("a comment does not end");
        at_ = close + 2;
      } else {
        return true;
      }
      comment_ = at_;
    }
  }

  Result<JsoncNode> value(std::size_t depth) {
    if (depth > kDeepest) return fault("it is nested too deep");
    const char c = next();
    if (c == '{' || c == '[') return container(depth);
    JsoncNode node{.begin = at_, .members = {}};
    if (c == '"') {
      node.kind = JsoncNode::Kind::string;
      TRY(const bool read, string());
      static_cast<void>(read);
    } else {
      node.kind = JsoncNode::Kind::other;
      TRY(const bool read, word());
      static_cast<void>(read);
    }
    node.end = at_;
    return node;
  }

  Result<bool> string() {
    const std::size_t opened = at_++;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        return true;
      }
      if (text_[at_] == '\n') break;
      if (text_[at_] == '\\') ++at_;
    }
    at_ = opened;
    return fault("a string does not end");
  }

  Result<bool> word() {
    const std::size_t begin = at_;
    while (is_letter(next()) || is_digit(next()) ||
           (next() && std::string_view("+-.").contains(next())))
      ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word == "true" || word == "false" || word == "null") return true;
    const bool number = !word.empty() && (is_digit(word[0]) || (word[0] == '-' && word.size() > 1));
    if (number && std::ranges::all_of(word, [](char c) {
          return is_digit(c) || std::string_view("+-.eE").contains(c);
        }))
      return true;
    at_ = begin;
    return fault("a value is expected");
  }

  Result<JsoncNode> container(std::size_t depth) {
    const bool object = next() == '{';
    const char close = object ? '}' : ']';
    JsoncNode node{.kind = object ? JsoncNode::Kind::object : JsoncNode::Kind::array,
                   .begin = at_++,
                   .members = {}};
    std::size_t comma = 0;
    for (;;) {
      comment_ = 0;
      TRY(const bool room, skip());
      static_cast<void>(room);
      if (next() == close) break;
      if (!node.members.empty() && comma == 0) return fault("a comma is missing");
      TRY(JsoncMember member, object ? named(depth) : element(depth));
      member.comma = comma;
      node.members.push_back(std::move(member));
      comment_ = 0;
      TRY(const bool after, skip());
      static_cast<void>(after);
      comma = next() == ',' ? at_++ : 0;
      if (comma == 0) break;
    }
    if (next() != close)
      return fault(object ? "a comma or } is missing" : "a comma or ] is missing");
    node.last_comma = comma == 0 ? 0 : comma + 1;
    node.last_comment = comment_;
    node.end = ++at_;
    return node;
  }

  Result<JsoncMember> element(std::size_t depth) {
    const std::size_t begin = at_;
    TRY(JsoncNode node, value(depth + 1));
    return JsoncMember{.key = {}, .begin = begin, .value = std::move(node)};
  }

  Result<JsoncMember> named(std::size_t depth) {
    const std::size_t begin = at_;
    if (next() != '"') return fault("a key in quotes is expected");
    TRY(const bool read, string());
    static_cast<void>(read);
    std::string key = unquoted(text_.substr(begin, at_ - begin), at_ - begin);
    TRY(const bool room, skip());
    static_cast<void>(room);
    if (next() != ':') return fault("a colon is missing");
    ++at_;
    TRY(const bool after, skip());
    static_cast<void>(after);
    TRY(JsoncNode node, value(depth + 1));
    return JsoncMember{.key = std::move(key), .begin = begin, .value = std::move(node)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t comment_ = 0;  ///< after the last comment since it was set to 0
};

}  // namespace

std::size_t line_at(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

std::unexpected<Error> broken_settings(std::string_view text, std::size_t offset,
                                       std::string_view what) {
  return fail(Fault::unprocessable, "broken_settings",
              "line " + std::to_string(line_at(text, offset)) + ": " + std::string(what));
}

Result<JsoncNode> parse_jsonc(std::string_view text) {
  if (text.contains('\0')) return broken_settings(text, text.find('\0'), "it holds a NUL");
  return JsoncReader(text).whole();
}

const JsoncMember* member_of(const JsoncNode& object, std::string_view key) {
  const JsoncMember* found = nullptr;
  if (object.kind != JsoncNode::Kind::object) return found;
  for (const JsoncMember& member : object.members)
    if (member.key == key) found = &member;
  return found;
}

}  // namespace baton::setup
