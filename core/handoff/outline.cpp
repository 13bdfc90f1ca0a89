#include "core/handoff/outline.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/fences.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestLabel = 70;

std::string_view without_marks(std::string_view text) {
  constexpr std::string_view kMarks = "*_: \t";
  const std::size_t first = text.find_first_not_of(kMarks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kMarks) - first + 1);
}

int hashes(std::string_view line) {
  const std::size_t count = std::min(line.find_first_not_of('#'), line.size());
  if (count == 0 || count > 6) return 0;
  return count == line.size() || line[count] == ' ' || line[count] == '\t' ? static_cast<int>(count)
                                                                           : 0;
}

bool bold_line(std::string_view line) {
  if (line.ends_with(':')) line.remove_suffix(1);
  return line.size() > 4 && line.size() < kLongestLabel * 2 && line.starts_with("**") &&
         line.ends_with("**") && line.find("**", 2) == line.size() - 2;
}

bool label_line(std::string_view line) {
  return line.size() > 2 && line.size() < kLongestLabel && line.ends_with(':') &&
         !contains("-*+|>#`[(0123456789", line.substr(0, 1)) && !contains(line, ". ");
}

bool underline(std::string_view line, char mark) {
  return line.size() >= 3 && line.find_first_not_of(mark) == std::string_view::npos;
}

void place(OutlinePart& part, std::string_view line, std::string_view title, int level) {
  part.heading = line;
  part.title = title;
  part.level = level;
  part.topic = topic_of(title);
}

/// The heading that a line is, level 0 if none.
OutlinePart heading_at(const std::vector<std::string_view>& lines, std::size_t i) {
  OutlinePart part;
  const std::string_view line = trimmed(lines[i]);
  if (const int level = hashes(line)) {
    place(part, lines[i], trimmed(line.substr(static_cast<std::size_t>(level))), level);
  } else if (i + 1 < lines.size() && !line.empty() && underline(trimmed(lines[i + 1]), '=')) {
    place(part, lines[i], line, 1);
  } else if (bold_line(line)) {
    place(part, lines[i], without_marks(line), 7);
  } else if (label_line(line) && topic_of(line) != Topic::none) {
    place(part, lines[i], without_marks(line), 8);
  }
  return part;
}

bool starts_with_digit(std::string_view text) {
  return !text.empty() && text[0] >= '0' && text[0] <= '9';
}

bool counts(std::string_view title) {
  const std::string words = heading_words(title);
  if (starts_with_digit(words)) return true;
  for (const std::string_view noun : {"issue ", "step ", "task ", "bug ", "phase ", "option "})
    if (words.starts_with(noun))
      return starts_with_digit(std::string_view(words).substr(noun.size()));
  return false;
}

/// Topics of the headings that a part stands under, by level.
class Ancestors {
 public:
  void place(OutlinePart& part) {
    std::erase_if(above_, [&](const Above& a) { return a.level >= part.level; });
    const bool closes = heading_words(part.title).starts_with("end of ");
    if (!closes && !above_.empty() && stays_with(above_.back().topic, part)) {
      part.topic = above_.back().topic;
      part.inherits = true;
    }
    above_.push_back({part.level, part.topic});
  }

 private:
  /// A roadmap's "Completed" and "Next up" are stages, not what this session did or must do. A
  /// heading that counts ("3. State manager", "Issue 2: …") is one of what stands above it, unless
  /// it says how that one stands.
  static bool stays_with(Topic above, const OutlinePart& part) {
    if (part.topic == Topic::none || above == Topic::none) return above != Topic::none;
    if (above == Topic::roadmap)
      return part.topic == Topic::accomplished || part.topic == Topic::next;
    return counts(part.title) && !says_how_it_stands(part.topic);
  }

  static bool says_how_it_stands(Topic topic) {
    return topic == Topic::accomplished || topic == Topic::in_progress || topic == Topic::next ||
           topic == Topic::blockers || topic == Topic::questions;
  }

  struct Above {
    int level;
    Topic topic;
  };
  std::vector<Above> above_;
};

/// A document's only first-level heading is its title, whatever it says.
bool has_title(const std::vector<std::string_view>& lines, const std::vector<bool>& fenced) {
  int titles = 0;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (!fenced[i] && heading_at(lines, i).level == 1) ++titles;
  return titles == 1;
}

}  // namespace

std::vector<OutlinePart> outline_of(const std::vector<std::string_view>& lines) {
  const std::vector<bool> fenced = fenced_lines(lines);
  std::vector<OutlinePart> parts(1);
  const bool titled = has_title(lines, fenced);
  Ancestors ancestors;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    OutlinePart part;
    if (!fenced[i]) part = heading_at(lines, i);
    if (part.level) {
      if (titled && part.level == 1) part.topic = Topic::none;
      ancestors.place(part);
      parts.push_back(std::move(part));
    } else {
      parts.back().lines.push_back(lines[i]);
      parts.back().fenced.push_back(fenced[i]);
    }
  }
  return parts;
}

}  // namespace baton
