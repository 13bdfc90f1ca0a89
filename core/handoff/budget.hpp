#pragma once
#include <string>
#include <vector>

namespace baton {

/// Fills a text of sections with lines up to a size, the most valuable lines first, whatever
/// section they are of; within a section lines keep the order in which they were added.
class Budget {
 public:
  /// A new section; its heading is paid for with its first line. Later lines belong to it.
  void section(std::string heading);
  /// `whole` is a longer wording that stands in its place where room is left at the end.
  void line(std::string text, int value, std::string whole = {});

  /// The sections with the lines that fit into `most` characters.
  std::string fill(std::size_t most) const;

 private:
  struct Line {
    std::string text;
    std::string whole;
    int value = 0;
    std::size_t section = 0;
  };
  std::vector<std::string> headings_;
  std::vector<Line> lines_;
};

}  // namespace baton
