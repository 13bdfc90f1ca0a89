#include "core/handoff/topics.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/handoff/sections.hpp"

namespace baton {
namespace {

/// Words that give a heading its topic, those that decide first. A phrase counts where it stands
/// between word boundaries; one ending in `*` is the beginning of a word; scripts without blanks
/// are found anywhere.
struct Phrase {
  std::string_view words;
  Topic topic;
};

constexpr auto kPhrases = std::to_array<Phrase>({
    {"what the user asked to hold on", Topic::wishes},
    {"last words of the assistant", Topic::summary},
    {"don t", Topic::failed},
    {"do not", Topic::failed},
    {"dead end*", Topic::failed},
    {"failed approach*", Topic::failed},
    {"failed or rejected*", Topic::failed},
    {"rejected*", Topic::failed},
    {"what failed", Topic::failed},
    {"didn t work", Topic::failed},
    {"did not work", Topic::failed},
    {"tried and*", Topic::failed},
    {"already tried", Topic::failed},
    {"files created", Topic::created},
    {"created files", Topic::created},
    {"new files", Topic::created},
    {"files added", Topic::created},
    {"files modified", Topic::modified},
    {"files changed", Topic::modified},
    {"modified files", Topic::modified},
    {"changed files", Topic::modified},
    {"files touched", Topic::modified},
    {"files edited", Topic::modified},
    {"files deleted", Topic::deleted},
    {"deleted files", Topic::deleted},
    {"files removed", Topic::deleted},
    {"uncommitted", Topic::uncommitted},
    {"open question*", Topic::questions},
    {"question*", Topic::questions},
    {"unknowns", Topic::questions},
    {"unresolved", Topic::questions},
    {"to decide", Topic::questions},
    {"next step*", Topic::next},
    {"next action*", Topic::next},
    {"next task*", Topic::next},
    {"next session*", Topic::next},
    {"next time", Topic::next},
    {"next up", Topic::next},
    {"next priorit*", Topic::next},
    {"what s next", Topic::next},
    {"whats next", Topic::next},
    {"what is next", Topic::next},
    {"to do", Topic::next},
    {"todo*", Topic::next},
    {"action item*", Topic::next},
    {"remaining", Topic::next},
    {"outstanding", Topic::next},
    {"pending", Topic::next},
    {"backlog", Topic::next},
    {"upcoming", Topic::next},
    {"left to do", Topic::next},
    {"what s left", Topic::next},
    {"not done yet", Topic::next},
    {"not yet done", Topic::next},
    {"follow up*", Topic::next},
    {"in progress", Topic::in_progress},
    {"inprogress", Topic::in_progress},
    {"partial*", Topic::in_progress},
    {"incomplete", Topic::in_progress},
    {"unfinished", Topic::in_progress},
    {"half done", Topic::in_progress},
    {"work in progress", Topic::in_progress},
    {"wip", Topic::in_progress},
    {"current task*", Topic::in_progress},
    {"current work", Topic::in_progress},
    {"blocker*", Topic::blockers},
    {"blocked", Topic::blockers},
    {"blocking", Topic::blockers},
    {"impediment*", Topic::blockers},
    {"known issue*", Topic::errors},
    {"known bug*", Topic::errors},
    {"known problem*", Topic::errors},
    {"known limitation*", Topic::errors},
    {"open issue*", Topic::errors},
    {"open error*", Topic::errors},
    {"open bug*", Topic::errors},
    {"outstanding issue*", Topic::errors},
    {"issues", Topic::errors},
    {"bugs", Topic::errors},
    {"problems", Topic::errors},
    {"preferences", Topic::wishes},
    {"user asked", Topic::wishes},
    {"user wants", Topic::wishes},
    {"decision*", Topic::decisions},
    {"decided", Topic::decisions},
    {"design choice*", Topic::decisions},
    {"conventions", Topic::decisions},
    {"constraints", Topic::decisions},
    {"rules", Topic::decisions},
    {"invariants", Topic::decisions},
    {"accomplish*", Topic::accomplished},
    {"achievement*", Topic::accomplished},
    {"achieved", Topic::accomplished},
    {"completed", Topic::accomplished},
    {"what was done", Topic::accomplished},
    {"what we did", Topic::accomplished},
    {"what s done", Topic::accomplished},
    {"what has been done", Topic::accomplished},
    {"what was built", Topic::accomplished},
    {"what changed", Topic::accomplished},
    {"work done", Topic::accomplished},
    {"done", Topic::accomplished},
    {"delivered", Topic::accomplished},
    {"deliverables", Topic::accomplished},
    {"shipped", Topic::accomplished},
    {"implemented", Topic::accomplished},
    {"finished", Topic::accomplished},
    {"changes made", Topic::accomplished},
    {"current state", Topic::state},
    {"current status", Topic::state},
    {"project status", Topic::state},
    {"where we are", Topic::state},
    {"where things stand", Topic::state},
    {"where it stands", Topic::state},
    {"status", Topic::state},
    {"state", Topic::state},
    {"goal", Topic::goal},
    {"objective", Topic::goal},
    {"mission", Topic::goal},
    {"lessons*", Topic::notes},
    {"notes", Topic::notes},
    {"note", Topic::notes},
    {"gotcha*", Topic::notes},
    {"pitfall*", Topic::notes},
    {"observations", Topic::notes},
    {"watch out*", Topic::notes},
    {"caveat*", Topic::notes},
    {"context*", Topic::notes},
    {"learnings", Topic::notes},
    {"what went well", Topic::notes},
    {"what was challenging", Topic::notes},
    {"future concerns", Topic::notes},
    {"tl dr", Topic::summary},
    {"tldr", Topic::summary},
    {"executive summary", Topic::summary},
    {"session summary", Topic::summary},
    {"summary", Topic::summary},
    {"下一步", Topic::next},
    {"待办", Topic::next},
    {"待辦", Topic::next},
    {"未完了", Topic::next},
    {"次の", Topic::next},
    {"今後", Topic::next},
    {"残り", Topic::next},
    {"다음", Topic::next},
    {"следующ*", Topic::next},
    {"осталось", Topic::next},
    {"próximo*", Topic::next},
    {"prochaine*", Topic::next},
    {"nächste*", Topic::next},
    {"进行中", Topic::in_progress},
    {"進行中", Topic::in_progress},
    {"作業中", Topic::in_progress},
    {"в процессе", Topic::in_progress},
    {"en progreso", Topic::in_progress},
    {"阻塞", Topic::blockers},
    {"ブロッカー", Topic::blockers},
    {"блокер*", Topic::blockers},
    {"bloqueo*", Topic::blockers},
    {"已知问题", Topic::errors},
    {"既知の問題", Topic::errors},
    {"課題", Topic::errors},
    {"проблем*", Topic::errors},
    {"problemas", Topic::errors},
    {"вопрос*", Topic::questions},
    {"質問", Topic::questions},
    {"疑问", Topic::questions},
    {"決定", Topic::decisions},
    {"决定", Topic::decisions},
    {"решени*", Topic::decisions},
    {"decisiones", Topic::decisions},
    {"完了", Topic::accomplished},
    {"已完成", Topic::accomplished},
    {"完成", Topic::accomplished},
    {"сделано", Topic::accomplished},
    {"выполнен*", Topic::accomplished},
    {"completado*", Topic::accomplished},
    {"완료", Topic::accomplished},
    {"当前状态", Topic::state},
    {"現状", Topic::state},
    {"состояние", Topic::state},
    {"статус", Topic::state},
    {"estado", Topic::state},
});

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
  if (text.starts_with("\xEF\xB8")) return 3;
  if (text.size() >= 4 && text.starts_with("\xF0\x9F")) return 4;
  return 0;
}

bool spaceless(std::string_view words) { return static_cast<unsigned char>(words.front()) >= 0xE3; }

bool occurs(std::string_view heading, std::string_view words) {
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
  const auto found = std::find_if(kPhrases.begin(), kPhrases.end(),
                                  [&](const Phrase& p) { return occurs(words, p.words); });
  return found == kPhrases.end() ? Topic::none : found->topic;
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
