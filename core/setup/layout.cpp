#include "core/setup/layout.hpp"

#include <algorithm>

namespace baton::setup {
namespace {

/// How the new text is set: "" as `unit` sets everything in one line.
struct Layout {
  std::string end;
  std::string unit;
  std::string base;  ///< the indentation of the line that it starts in
};

/// The room at the start of the line of an offset.
std::string indentation_at(std::string_view text, std::size_t offset) {
  const std::size_t line = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  std::size_t until = line;
  while (until < offset && (text[until] == ' ' || text[until] == '\t')) ++until;
  return std::string(text.substr(line, until - line));
}

bool starts_line(std::string_view text, std::size_t offset) {
  while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\t')) --offset;
  return offset == 0 || text[offset - 1] == '\n';
}

/// By how much the first nested member of the file is set in.
std::string unit_of(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    const std::size_t first = text.find_first_not_of(" \t", at + 1);
    if (first == std::string_view::npos || first == at + 1 || text[first] != '"') continue;
    return std::string(text.substr(at + 1, first - at - 1));
  }
  return "  ";
}

/// The value's text; lines after the first begin with `base`.
std::string set_out(const Json& value, const Layout& layout, const std::string& base) {
  if (layout.unit.empty()) return to_text(value);
  const std::string plain = value.dump(1, '\t', false, Json::error_handler_t::replace);
  std::string result;
  for (std::size_t at = 0; at < plain.size(); ++at) {
    if (plain[at] != '\n') {
      result += plain[at];
      continue;
    }
    result += layout.end + base;
    for (; plain[at + 1] == '\t'; ++at) result += layout.unit;
  }
  return result;
}

std::string named(std::string_view key, const Json& value, const Layout& layout,
                  const std::string& base) {
  const std::string prefix = key.empty() ? "" : json_quoted(key) + ": ";
  return prefix + set_out(value, layout, base);
}

Insertion into_empty(std::string_view text, const JsoncNode& container, std::string_view key,
                     const Json& value, const Layout& layout) {
  const std::size_t at = std::max(container.begin + 1, container.last_comment);
  const std::string base = layout.base + layout.unit;
  std::string piece = layout.end + base + named(key, value, layout, base);
  const bool line_follows = text.substr(at, container.end - at).contains('\n');
  return {at, piece + (line_follows ? "" : layout.end + layout.base)};
}

}  // namespace

std::string_view line_end_of(std::string_view text) {
  const std::size_t at = text.find('\n');
  return at != std::string_view::npos && at > 0 && text[at - 1] == '\r' ? "\r\n" : "\n";
}

Json rest_of(const JsonEntry& entry, std::size_t known) {
  Json value =
      entry.hook.empty() || known > entry.path.size() ? entry.value : Json::array({entry.value});
  for (std::size_t level = entry.path.size(); level > known; --level) {
    Json outer = Json::object();
    outer[entry.path[level - 1]] = std::move(value);
    value = std::move(outer);
  }
  return value;
}

std::string whole_file(std::string_view text, const JsonEntry& entry) {
  const Layout layout{.end = std::string(line_end_of(text)), .unit = "  ", .base = {}};
  const bool fresh = text.empty() || text.ends_with('\n') || text == "\xEF\xBB\xBF";
  return (fresh ? "" : layout.end) + set_out(rest_of(entry, 0), layout, "") + layout.end;
}

Insertion inserted_into(std::string_view text, const JsoncNode& container, std::string_view key,
                        const Json& value) {
  Layout layout{.end = std::string(line_end_of(text)),
                .unit = unit_of(text),
                .base = indentation_at(text, container.begin)};
  if (container.members.empty()) return into_empty(text, container, key, value, layout);
  const JsoncMember& first = container.members.front();
  const JsoncMember& last = container.members.back();
  const bool lines = starts_line(text, last.begin);
  if (!lines) layout.unit.clear();
  const std::string base = lines ? indentation_at(text, last.begin) : "";
  const std::string gap = lines ? layout.end + base : " ";
  const std::string piece = named(key, value, layout, base);
  if (container.last_comma > 0)
    return {std::max(container.last_comma, container.last_comment),
            (container.last_comment > 0 ? layout.end + base : gap) + piece + ","};
  if (container.last_comment > 0) return {first.begin, piece + "," + gap};
  return {last.value.end, "," + gap + piece};
}

}  // namespace baton::setup
