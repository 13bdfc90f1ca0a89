#include "core/base/json_members.hpp"

#include <charconv>

#include "core/base/json_scan.hpp"
#include "core/base/text.hpp"

namespace baton {
namespace {
constexpr std::size_t kMostMembers = 64;
/// `\u0041` takes six bytes for one.
constexpr std::size_t kMostEscaped = 6;
}  // namespace

std::string unquoted(std::string_view literal, std::size_t most) {
  if (literal.size() < 2 || !literal.starts_with('"') || !literal.ends_with('"')) return {};
  std::string_view text = literal.substr(1, literal.size() - 2);
  if (text.size() / kMostEscaped > most) text = text.substr(0, (most + 1) * kMostEscaped);
  std::int64_t replaced = 0;
  return std::string(cut(unescaped(text, replaced), most));
}

JsonMembers::JsonMembers(std::string_view object) {
  JsonScan scan(object);
  const bool is_object = scan.kind() == JsonScan::Kind::object;
  scan.object([&](std::string_view name) {
    const std::string_view value = scan.value();
    if (!scan.failed() && members_.size() < kMostMembers) members_.push_back({name, value});
  });
  valid_ = is_object && !scan.failed();
}

std::string_view JsonMembers::raw(std::string_view name) const {
  for (const Member& member : members_)
    if (member.name == name) return member.value;
  return {};
}

std::string JsonMembers::text(std::string_view name, std::size_t most) const {
  return unquoted(raw(name), most);
}

std::string JsonMembers::text_of(std::initializer_list<std::string_view> names,
                                 std::size_t most) const {
  for (const std::string_view name : names)
    if (std::string value = text(name, most); !value.empty()) return value;
  return {};
}

std::int64_t JsonMembers::integer(std::string_view name, std::int64_t otherwise) const {
  const std::string_view value = raw(name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && end == value.data() + value.size() ? number : otherwise;
}

std::vector<std::string_view> json_elements(std::string_view array, std::size_t most) {
  std::vector<std::string_view> elements;
  JsonScan scan(array);
  if (scan.kind() != JsonScan::Kind::array) return elements;
  scan.array([&] {
    const std::string_view element = scan.value();
    if (!scan.failed() && elements.size() < most) elements.push_back(element);
  });
  return elements;
}

}  // namespace baton
