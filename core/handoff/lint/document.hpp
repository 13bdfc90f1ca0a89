#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/handoff/topics.hpp"

namespace baton {

/// One line of the document under the rules.
struct LintLine {
  std::string_view text;
  std::string lower;       ///< the same in ASCII small letters
  std::string_view title;  ///< of the heading above it
  Topic topic = Topic::none;
  bool fenced = false;
  bool record = false;   ///< somebody's words verbatim, or data: evidence that is not judged
  bool heading = false;  ///< the heading itself

  /// Prose that the writer answers for. Nobody reads a line of more than 4096 bytes.
  bool judged() const { return !fenced && !record && text.size() <= 4096; }
};

/// A list entry with what is nested in it, a paragraph or a table's row.
struct LintStatement {
  Topic topic = Topic::none;
  std::string_view title;   ///< of the heading above it
  std::string_view text;    ///< its first line without marks, boxes and reference
  std::string_view whole;   ///< all of it as it stands in the document
  bool inherits = false;    ///< the topic is that of a heading further up
  bool entry = false;       ///< a list entry, or a paragraph that begins in bold
  bool row = false;         ///< of a table
  bool deep = false;        ///< has lines below the first
  bool referenced = false;  ///< its first line ends in `(12:758)`
};

/// The document, cut for the rules. Views are of the text that it was made from.
struct LintDocument {
  std::string_view text;
  std::vector<LintLine> lines;
  std::vector<LintStatement> statements;  ///< those that are judged, in order
  std::string_view title;                 ///< of the document, "" if it has none
  std::string date;                       ///< `2026-11-20`, its own; "" if it gives none
  bool own = false;                       ///< rendered by Baton
  bool english = true;

  /// The number of the line that `part` (of the text) begins in, from 0.
  std::size_t line_of(std::string_view part) const;
};

LintDocument read_for_lint(std::string_view markdown);

}  // namespace baton
