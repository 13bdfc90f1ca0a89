#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// A statement in the words of an assistant: a list entry with what is nested in it, a row of a
/// table, a sentence. `heading` is the heading or label it stands under, without its marks.
struct Unit {
  enum class Kind { sentence, entry, row };
  Kind kind = Kind::sentence;
  std::string text;
  std::string heading;
};

/// The statements of a Markdown text in order, fenced code left out; linear, `most` at most.
std::vector<Unit> units_of(std::string_view markdown, std::size_t most);

/// The sentences of a paragraph's text. Dots in code spans, numbers, file names and common
/// abbreviations end nothing.
std::vector<std::string_view> sentences_of(std::string_view text);

}  // namespace baton
