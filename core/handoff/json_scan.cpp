#include "core/handoff/json_scan.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/text.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostMembers = 64;

std::size_t skip_blank(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' ||
                              text[at] == '\r' || text[at] == ','))
    ++at;
  return at;
}

/// The end of the string literal that starts at `at`, or npos.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size();) {
    const std::size_t stop = text.find_first_of("\"\\", at);
    if (stop == std::string_view::npos) return stop;
    if (text[stop] == '"') return stop + 1;
    at = stop + 2;
  }
  return std::string_view::npos;
}

/// The end of the array or object that starts at `at`, or npos.
std::size_t end_of_nested(std::string_view text, std::size_t at) {
  int depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = end_of_string(text, at);
      if (at == std::string_view::npos) return at;
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return at + 1;
    ++at;
  }
  return std::string_view::npos;
}

std::size_t end_of_value(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::string_view::npos;
  if (text[at] == '"') return end_of_string(text, at);
  if (text[at] == '{' || text[at] == '[') return end_of_nested(text, at);
  const std::size_t end = text.find_first_of(",}] \n\r\t", at);
  return end == at ? std::string_view::npos : std::min(end, text.size());
}

unsigned hex4(std::string_view digits) {
  unsigned value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return error == std::errc() && end == digits.data() + digits.size() ? value : 0xFFFD;
}

void append_utf8(std::string& out, unsigned code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

/// Appends what the escape at `at` (just after `\u`) stands for; the number of bytes it takes.
std::size_t append_unicode(std::string& out, std::string_view text, std::size_t at) {
  unsigned code = hex4(text.substr(std::min(at, text.size()), 4));
  std::size_t used = 4;
  if (code >= 0xD800 && code < 0xDC00 && text.substr(std::min(at + 4, text.size()), 2) == "\\u") {
    const unsigned low = hex4(text.substr(std::min(at + 6, text.size()), 4));
    if (low >= 0xDC00 && low < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      used = 10;
    }
  }
  if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;
  append_utf8(out, code);
  return used;
}

char unescaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    default:
      return c;
  }
}

}  // namespace

std::string unquoted(std::string_view literal, std::size_t most) {
  if (literal.size() < 2 || literal.front() != '"') return {};
  std::string_view text = literal.substr(1, literal.size() - 2);
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() <= most;) {
    const std::size_t stop = std::min(text.find('\\', at), text.size());
    out += text.substr(at, std::min(stop - at, most + 4));
    at = stop + 2;
    if (stop + 1 >= text.size()) break;
    if (text[stop + 1] == 'u')
      at += append_unicode(out, text, at);
    else
      out += unescaped(text[stop + 1]);
  }
  return std::string(cut(out, most));
}

JsonScan::JsonScan(std::string_view object) {
  std::size_t at = skip_blank(object, 0);
  if (at >= object.size() || object[at] != '{') return;
  ++at;
  while (members_.size() < kMostMembers) {
    at = skip_blank(object, at);
    if (at >= object.size()) return;
    if (object[at] == '}') {
      valid_ = true;
      return;
    }
    if (object[at] != '"') return;
    const std::size_t name_end = end_of_string(object, at);
    if (name_end == std::string_view::npos) return;
    const std::string_view name = object.substr(at + 1, name_end - at - 2);
    at = skip_blank(object, name_end);
    if (at >= object.size() || object[at] != ':') return;
    at = skip_blank(object, at + 1);
    const std::size_t end = end_of_value(object, at);
    if (end == std::string_view::npos) return;
    members_.push_back({name, object.substr(at, end - at)});
    at = end;
  }
}

std::string_view JsonScan::raw(std::string_view name) const {
  for (const Member& member : members_)
    if (member.name == name) return member.value;
  return {};
}

bool JsonScan::has(std::string_view name) const { return !raw(name).empty(); }

std::string JsonScan::text(std::string_view name, std::size_t most) const {
  return unquoted(raw(name), most);
}

std::string JsonScan::text_of(std::initializer_list<std::string_view> names,
                              std::size_t most) const {
  for (std::string_view name : names)
    if (std::string value = text(name, most); !value.empty()) return value;
  return {};
}

std::int64_t JsonScan::integer(std::string_view name, std::int64_t otherwise) const {
  const std::string_view value = raw(name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && end == value.data() + value.size() ? number : otherwise;
}

bool JsonScan::boolean(std::string_view name) const { return raw(name) == "true"; }

std::vector<std::string_view> json_elements(std::string_view array, std::size_t most) {
  std::vector<std::string_view> elements;
  std::size_t at = skip_blank(array, 0);
  if (at >= array.size() || array[at] != '[') return elements;
  ++at;
  while (elements.size() < most) {
    at = skip_blank(array, at);
    if (at >= array.size() || array[at] == ']') break;
    const std::size_t end = end_of_value(array, at);
    if (end == std::string_view::npos) break;
    elements.push_back(array.substr(at, end - at));
    at = end;
  }
  return elements;
}

}  // namespace baton
