#include "core/setup/block.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/setup/jsonc.hpp"
#include "core/setup/layout.hpp"

namespace baton::setup {
namespace {

/// A line and where it begins.
struct Line {
  std::size_t begin;
  std::string_view text;  ///< trimmed
};

std::vector<Line> lines_at(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back({at, trimmed(text.substr(at, end - at))});
    at = end + 1;
  }
  return lines;
}

/// Without room and quotes: how `[ mcp_servers . "baton" ]` and `[mcp_servers.baton]` are the same.
std::string bare(std::string_view header) {
  std::string result;
  for (const char c : header)
    if (!std::string_view(" \t\"'").contains(c)) result += c;
  return result;
}

/// Reads over a line of TOML: `open` is the quotes of a string of several lines that is open, or
/// "".
void follow_strings(std::string_view line, std::string_view& open) {
  for (std::size_t at = 0; at < line.size();) {
    const std::string_view rest = line.substr(at);
    if (!open.empty()) {
      if (rest.starts_with(open)) {
        at += 3;
        open = {};
      } else {
        at += rest.starts_with('\\') && open[0] == '"' ? 2 : 1;
      }
      continue;
    }
    if (rest.starts_with('#')) return;
    if (rest.starts_with(R"(""")") || rest.starts_with("'''")) {
      open = rest[0] == '"' ? R"(""")" : "'''";
      at += 3;
    } else if (rest[0] == '"' || rest[0] == '\'') {
      std::size_t close = 1;
      while (close < rest.size() && rest[close] != rest[0])
        close += rest[close] == '\\' && rest[0] == '"' ? 2 : 1;
      at += close + 1;
    } else {
      ++at;
    }
  }
}

/// Whether a line outside of tables names the block's table in another way.
bool bars_table(std::string_view line, std::string_view header) {
  const std::string path = bare(header.substr(1, header.find(']') - 1));
  const std::string parent = path.substr(0, path.find('.'));
  const std::string key = bare(line.substr(0, line.find('=')));
  return line.contains('=') && (key == parent || key == path || key.starts_with(path + "."));
}

Result<BlockPlace> table_place(std::string_view block, std::string_view text) {
  const std::string_view header = block.substr(0, block.find('\n'));
  BlockPlace place;
  std::string_view open;
  std::size_t opened = 0;
  bool in_table = false;
  bool ours = false;
  for (const Line& line : lines_at(text)) {
    const bool inside = !open.empty();
    if (!inside) opened = line.begin;
    if (!inside && line.text.starts_with('[') && line.text.contains(']')) {
      in_table = true;
      const std::string name = bare(line.text.substr(0, line.text.find(']') + 1));
      const std::string wanted = bare(header);
      const bool sub = name.starts_with(wanted.substr(0, wanted.size() - 1) + ".");
      if (!ours && name == wanted) place.begin = line.begin;
      if (ours && !sub) place.end = line.begin;
      ours = name == wanted || (ours && sub);
    } else if (!inside && !in_table && bars_table(line.text, header)) {
      return broken_settings(text, line.begin,
                             "the servers stand in one line there; Baton adds a table only");
    }
    follow_strings(line.text, open);
  }
  if (!open.empty()) return broken_settings(text, opened, "a string does not end");
  if (ours) place.end = text.size();
  return place;
}

Result<BlockPlace> marked_place(const Settings& settings, std::string_view text) {
  const auto marks = lines_at(settings.block);
  BlockPlace place;
  bool open = false;
  for (const Line& line : lines_at(text)) {
    if (line.text == marks.front().text && !open) {
      place.begin = line.begin;
      open = true;
    } else if (line.text == marks.back().text && open) {
      place.end = std::min(text.find('\n', line.begin), text.size() - 1) + 1;
      open = false;
    } else if (!open && !settings.exclusive.empty() &&
               text.substr(line.begin).starts_with(settings.exclusive)) {
      return broken_settings(text, line.begin,
                             "\"" + settings.exclusive + "\" is there already; add to it by hand");
    }
  }
  if (open) return broken_settings(text, place.begin, "the block of Baton does not end");
  return place;
}

}  // namespace

std::string block_text(const Settings& settings, std::string_view text) {
  std::string result;
  for (const char c : settings.block) {
    if (c == '\n') result += line_end_of(text);
    if (c != '\n') result += c;
  }
  return result;
}

std::string block_piece(const Settings& settings, std::string_view text) {
  const std::string end(line_end_of(text));
  std::string before;
  if (!text.empty() && !text.ends_with('\n')) before += end;
  if (!trimmed(text).empty()) before += end;
  return before + block_text(settings, text);
}

Result<BlockPlace> block_place(const Settings& settings, std::string_view text) {
  if (settings.format == Settings::Format::whole) return BlockPlace{0, text.size()};
  if (settings.format == Settings::Format::toml) return table_place(settings.block, text);
  return marked_place(settings, text);
}

}  // namespace baton::setup
