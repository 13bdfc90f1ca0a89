#include "core/handoff/one_line.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace baton {
namespace {

constexpr std::string_view kEllipsis = "…";

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

/// Folds blanks, reading no further than `most` characters.
std::string folded(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t count = 0;
  bool gap = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7F) {
      gap = !out.empty();
      continue;
    }
    if (starts_character(c) && ++count > most) break;
    if (gap) {
      out += ' ';
      ++count;
    }
    gap = false;
    out += c;
  }
  return out;
}

/// The offset of character `index`.
std::size_t offset_of(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size(); ++at)
    if (starts_character(text[at]) && seen++ == index) break;
  return at;
}

/// The last place in `head` behind one of `marks`, not before `least`; npos if there is none.
std::size_t behind(std::string_view head, std::initializer_list<std::string_view> marks,
                   std::size_t least) {
  std::size_t best = std::string_view::npos;
  for (const std::string_view mark : marks) {
    const std::size_t at = head.rfind(mark);
    if (at == std::string_view::npos || at + 1 < least) continue;
    if (best == std::string_view::npos || at + 1 > best) best = at + 1;
  }
  return best;
}

/// Where to cut `text`, at most `most` bytes: after a sentence, else after a clause, else before a
/// blank, else there.
std::size_t cut_at(std::string_view text, std::size_t most) {
  const std::string_view head = text.substr(0, most);
  for (const std::size_t end :
       {behind(head, {". ", "? ", "! "}, most * 2 / 3), behind(head, {"; "}, most * 3 / 5),
        behind(head, {", ", ": "}, most * 4 / 5)})
    if (end != std::string_view::npos) return end;
  const std::size_t blank = head.rfind(' ');
  if (blank != std::string_view::npos && blank >= most / 5) return blank;
  return head.size();
}

/// A code span that a cut has left open is closed.
void close_code(std::string& text) {
  if (std::count(text.begin(), text.end(), '`') % 2) text += '`';
}

}  // namespace

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::string one_line(std::string_view text, std::size_t most) {
  std::string line = folded(text, most + 1);
  if (characters(line) <= most) return line;
  const std::size_t end = offset_of(line, most > 1 ? most - 1 : 0);
  const bool paired = std::count(line.begin(), line.end(), '`') % 2 == 0 || contains(text, "`");
  line = std::string(trimmed(std::string_view(line).substr(0, cut_at(line, end))));
  if (paired) close_code(line);
  return line + std::string(kEllipsis);
}

namespace {

/// The end of the emphasis that opens at `at`, npos if none does: `**words**`, not `f(*args,
/// **kwargs)` nor a pattern such as `src/**`.
std::size_t end_of_emphasis(std::string_view text, std::size_t at) {
  const bool opens = text.substr(at).starts_with("**") && at + 2 < text.size() &&
                     text[at + 2] != ' ' && text[at + 2] != '/' && text[at + 2] != '*' &&
                     (at == 0 || !contains("(,/`\"'", text.substr(at - 1, 1)));
  if (!opens) return std::string_view::npos;
  const std::size_t end = text.find("**", at + 2);
  return end == std::string_view::npos || text[end - 1] == ' ' || text[end - 1] == '/'
             ? std::string_view::npos
             : end;
}

}  // namespace

std::string plain_line(std::string_view text, std::size_t most) {
  std::string out;
  bool code = false;
  std::size_t skip = std::string_view::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') code = !code;
    if (i == skip) {
      ++i;
      skip = std::string_view::npos;
      continue;
    }
    if (const std::size_t end = code || skip != std::string_view::npos ? std::string_view::npos
                                                                       : end_of_emphasis(text, i);
        end != std::string_view::npos) {
      skip = end;
      ++i;
      continue;
    }
    out += text[i];
  }
  return one_line(out, most);
}

}  // namespace baton
