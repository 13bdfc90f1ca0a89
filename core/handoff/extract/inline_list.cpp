#include "core/handoff/extract/inline_list.hpp"

#include <string>

#include "core/base/text.hpp"
#include "core/handoff/extract/units.hpp"

namespace baton {
namespace {

constexpr int kMostEntries = 30;

/// Where the mark of entry `number` ("2. ", "2) ", "(2) ") starts in `text`, and its length.
struct EntryMark {
  std::size_t at = std::string_view::npos;
  std::size_t length = 0;
};

EntryMark find_mark(std::string_view text, int number, std::size_t from) {
  const std::string digits = std::to_string(number);
  for (std::size_t at = from; (at = text.find(digits, at)) != std::string_view::npos; ++at) {
    const std::size_t start = at > 0 && text[at - 1] == '(' ? at - 1 : at;
    const std::string_view rest = text.substr(at + digits.size());
    const bool ends = rest.starts_with(". ") || rest.starts_with(") ");
    if (ends && (start == 0 || text[start - 1] == ' ' || text[start - 1] == '*'))
      return {start, at + digits.size() + 2 - start};
  }
  return {};
}

std::string_view bare_entry(std::string_view entry) {
  entry = trimmed(entry);
  while (entry.ends_with(',') || entry.ends_with(';') || entry.ends_with('*'))
    entry = trimmed(entry.substr(0, entry.size() - 1));
  return entry;
}

/// The last entry ends where its sentence does.
void close_last(InlineList& list) {
  const std::string_view last = list.entries.back();
  const auto sentences = sentences_of(last);
  if (sentences.size() < 2) return;
  list.entries.back() = sentences.front();
  list.after = trimmed(last.substr(static_cast<std::size_t>(sentences[1].data() - last.data())));
}

}  // namespace

InlineList inline_list(std::string_view paragraph) {
  InlineList list;
  list.before = paragraph;
  EntryMark mark = find_mark(paragraph, 1, 0);
  if (mark.at == std::string_view::npos) return list;
  const std::size_t first = mark.at;
  for (int number = 2; number <= kMostEntries; ++number) {
    const std::size_t start = mark.at + mark.length;
    const EntryMark next = find_mark(paragraph, number, start);
    const std::size_t end = next.at;
    list.entries.push_back(
        bare_entry(paragraph.substr(start, end == std::string_view::npos ? end : end - start)));
    if (end == std::string_view::npos) break;
    mark = next;
  }
  if (list.entries.size() < 2) return {.before = paragraph, .entries = {}, .after = {}};
  list.before = trimmed(paragraph.substr(0, first));
  close_last(list);
  return list;
}

}  // namespace baton
