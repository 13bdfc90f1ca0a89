#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/handoff.hpp"

namespace baton {

/// What a page is made of, whatever it is drawn with. The sections come from the tables of
/// core/handoff/sections.hpp, so HTML and PDF show what the Markdown shows.
struct PageBlock {
  enum class Kind {
    title,      ///< `text`
    heading,    ///< `text`, `level` 2–6
    fields,     ///< `rows` of a label and a value
    paragraph,  ///< `text`
    item,  ///< `text`, `detail`, `reference`, `level` (0 outermost, at most 5), `number`, `mark`
    verbatim,  ///< an item whose text is no Markdown: a path, a command
    quote,     ///< `text`
    code,      ///< `text`, lines as they are
    table,     ///< `rows`, the first its head
  };
  enum class Mark { none, open, done };  ///< a check box

  Kind kind = Kind::paragraph;
  std::string text;
  std::string detail;
  std::string reference;  ///< `12:758`, or ""
  int level = 0;
  int number = 0;  ///< of a numbered item; 0 for a bullet
  Mark mark = Mark::none;
  std::vector<std::vector<std::string>> rows;
};

/// The handoff as blocks, in the order of the document. Texts are well-formed UTF-8 without control
/// characters other than line ends and tabs. Linear in the size of the handoff.
std::vector<PageBlock> blocks_of(const Handoff& handoff);

/// Adds the blocks of Markdown that others wrote: headings (at least of `level`), lists with check
/// boxes, fences, quotes, tables, paragraphs. What it does not know stays text. Linear.
void add_markdown_blocks(std::vector<PageBlock>& blocks, std::string_view markdown, int level);

/// `text` as a reader can show it: repaired UTF-8, CRLF as LF, without other control characters.
std::string showable(std::string_view text);

/// `Handoff: PROJECT, session 12`.
std::string title_of(const Handoff& handoff);

}  // namespace baton
