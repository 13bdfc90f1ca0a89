#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace baton::setup {

struct JsoncMember;

/// Where a value stands in a text of JSON with comments; offsets are bytes of that text.
struct JsoncNode {
  enum class Kind { nothing, object, array, string, other };
  Kind kind = Kind::nothing;  ///< nothing: the text holds no value, only room and comments
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<JsoncMember> members;  ///< of an object or array, in order
  std::size_t last_comma = 0;        ///< after it, if the last member has one
  std::size_t last_comment = 0;      ///< after the last comment behind the last member, 0 if none

  bool holds_members() const { return kind == Kind::object || kind == Kind::array; }
};

struct JsoncMember {
  std::string key;        ///< decoded; "" in an array
  std::size_t begin = 0;  ///< of the key, or of the element
  std::size_t comma = 0;  ///< at the comma before it; of no meaning for the first
  JsoncNode value;
};

/// Finds every value of a text without changing it. Comments, a trailing comma, a byte order mark
/// and doubled keys are taken as they are. Errors: "broken_settings", which names the line.
Result<JsoncNode> parse_jsonc(std::string_view text);

/// The member that counts: the last one of that name. Null if there is none.
const JsoncMember* member_of(const JsoncNode& object, std::string_view key);

/// The line of an offset, from 1.
std::size_t line_at(std::string_view text, std::size_t offset);

std::unexpected<Error> broken_settings(std::string_view text, std::size_t offset,
                                       std::string_view what);

}  // namespace baton::setup
