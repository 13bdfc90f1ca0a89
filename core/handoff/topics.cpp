#include "core/handoff/topics.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/handoff/sections.hpp"
#include "core/handoff/topic_phrases.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestHeading = 90;

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

/// Symbols, emoji, dashes and general punctuation are no words: U+2000–U+2BFF, U+FE00–U+FE0F and
/// everything beyond the basic plane that is an emoji.
std::size_t symbol_length(std::string_view text) {
  if (text.size() >= 3 && text[0] == '\xE2' && static_cast<unsigned char>(text[1]) < 0xB0) return 3;
  if (text.size() >= 3 && text.starts_with("\xEF\xB8") &&
      static_cast<unsigned char>(text[2]) < 0x90)
    return 3;
  if (text.size() >= 4 && text.starts_with("\xF0\x9F")) return 4;
  return 0;
}

bool spaceless(std::string_view words) { return static_cast<unsigned char>(words.front()) >= 0xE3; }

bool occurs(std::string_view heading, std::string_view words) {
  if (words.starts_with('=')) return heading == words.substr(1);
  if (words.starts_with('^')) return heading.starts_with(words.substr(1));
  if (spaceless(words)) return contains(heading, words);
  const bool prefix = words.ends_with('*');
  if (prefix) words.remove_suffix(1);
  for (std::size_t at = 0; (at = heading.find(words, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + words.size();
    const bool starts = at == 0 || heading[at - 1] == ' ';
    if (starts && (prefix || end == heading.size() || heading[end] == ' ')) return true;
  }
  return false;
}

/// Cyrillic capitals as small letters, in place.
void lower_cyrillic(std::string& text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != '\xD0') continue;
    const auto low = static_cast<unsigned char>(text[i + 1]);
    if (low >= 0x90 && low <= 0x9F) text[i + 1] = static_cast<char>(low + 0x20);
    if (low >= 0xA0 && low <= 0xAF) {
      text[i] = '\xD1';
      text[i + 1] = static_cast<char>(low - 0x20);
    }
    ++i;
  }
}

}  // namespace

std::string heading_words(std::string_view heading) {
  std::string words;
  bool gap = false;
  while (!heading.empty()) {
    const std::size_t symbol = symbol_length(heading);
    if (symbol || !is_word_byte(heading.front())) {
      gap = true;
      heading.remove_prefix(symbol ? symbol : 1);
      continue;
    }
    if (gap && !words.empty()) words += ' ';
    gap = false;
    words += heading.front();
    heading.remove_prefix(1);
  }
  words = lowered(words);
  lower_cyrillic(words);
  return words;
}

Topic topic_of(std::string_view heading) {
  if (heading.size() > 400) return Topic::none;
  const std::string words = heading_words(heading);
  if (words.empty() || words.size() > kLongestHeading) return Topic::none;
  std::string_view bare = words;
  const std::size_t digits = std::min(bare.find_first_not_of("0123456789"), bare.size());
  if (digits && bare.substr(digits).starts_with(' ')) bare.remove_prefix(digits + 1);
  const auto found = std::find_if(kTopicPhrases.begin(), kTopicPhrases.end(),
                                  [&](const TopicPhrase& p) { return occurs(bare, p.words); });
  return found == kTopicPhrases.end() ? Topic::none : found->topic;
}

std::string_view heading_of(Topic topic) {
  if (topic == Topic::none) return {};
  if (topic == Topic::goal) return kGoalHeading;
  if (topic == Topic::preflight) return kPreflightHeading;
  std::string_view heading;
  const auto look = [&](const auto& sections) {
    for (const auto& section : sections)
      if (section.topic == topic) heading = section.heading;
  };
  look(kItemSections);
  look(kLaterSections);
  look(kPathSections);
  look(kTextSections);
  return heading;
}

}  // namespace baton
