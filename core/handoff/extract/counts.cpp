#include "core/handoff/extract/counts.hpp"

#include "core/base/text.hpp"
#include "core/handoff/extract/words.hpp"

namespace baton {
namespace {

/// The noun of the words that follow at `at`: the first plural among them, else the first; `at`
/// moves behind it.
std::string noun_at(std::string_view text, std::size_t& at) {
  std::string noun;
  for (int words = 0; words < 3; ++words) {
    std::size_t start = at;
    while (start < text.size() && (text[start] == ' ' || text[start] == '*')) ++start;
    std::size_t end = start;
    while (end < text.size() && is_letter(text[end])) ++end;
    const std::string_view word = text.substr(start, end - start);
    if (word.empty()) break;
    const std::vector<std::string> content = content_words(word);
    const bool plural = word.size() > 3 && word.ends_with('s') && !word.ends_with("ss");
    if (!content.empty() && (noun.empty() || plural)) {
      noun = content.front();
      at = end;
      if (plural) break;
    } else if (content.empty()) {
      if (!noun.empty()) break;
      at = end;
    } else {
      at = end;
    }
    if (at >= text.size() || (text[at] != ' ' && text[at] != '*')) break;
  }
  return noun;
}

}  // namespace

std::vector<Count> counts_in(std::string_view text) {
  std::vector<Count> counts;
  for (std::size_t at = 0; at < text.size() && counts.size() < 16;) {
    const bool starts =
        is_digit(text[at]) &&
        (at == 0 || (!is_letter(text[at - 1]) && text[at - 1] != '.' && text[at - 1] != '-' &&
                     text[at - 1] != '_' && text[at - 1] != '/'));
    if (!starts) {
      ++at;
      continue;
    }
    const std::size_t first = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    const std::string number(text.substr(first, at - first));
    while (at < text.size() && (is_digit(text[at]) || text[at] == '%' || text[at] == '+')) ++at;
    if (at >= text.size() || text[at] != ' ') continue;
    std::string noun = noun_at(text, at);
    if (!noun.empty()) counts.push_back({std::move(noun), number});
  }
  return counts;
}

}  // namespace baton
