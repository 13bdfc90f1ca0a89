#include "core/handoff/extract/request.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/text.hpp"
#include "core/handoff/extract/units.hpp"
#include "core/handoff/extract/words.hpp"

namespace baton {
namespace {

constexpr std::size_t kLongestRequest = 4000;

constexpr auto kWrappers = std::to_array<std::string_view>({
    "<command-",
    "<local-command-",
    "<bash-",
    "<system-reminder",
    "<user-memory-input",
    "<task-notification",
    "<ide_",
    "<environment_context",
    "<user_instructions",
    "<user-prompt-submit-hook",
    "Caveat: The messages below were generated",
    "<turn_aborted",
    "This session is being continued from",
    "[Image: ",
    "<INSTRUCTIONS",
});

constexpr auto kAgreeing = std::to_array<std::string_view>({
    "yes",     "yep",      "yeah",     "y",       "ok",      "okay",  "sure",    "go",
    "ahead",   "on",       "continue", "proceed", "please",  "do",    "it",      "that",
    "thanks",  "thank",    "you",      "great",   "good",    "nice",  "cool",    "perfect",
    "awesome", "lgtm",     "looks",    "sounds",  "fine",    "right", "correct", "exactly",
    "hi",      "hey",      "hello",    "there",   "next",    "keep",  "going",   "now",
    "and",     "approved", "agreed",   "resume",  "the",     "all",   "well",    "done",
    "works",   "work",     "so",       "much",    "test",    "just",  "let",     "s",
    "start",   "ready",    "alright",  "k",       "ja",      "si",    "oui",     "continua",
    "weiter",  "gracias",  "danke",    "merci",   "started", "with",  "this",    "is",
    "very",    "love",     "i",        "again",   "try",
});

constexpr auto kObjecting = std::to_array<std::string_view>({
    "no",
    "nope",
    "not",
    "stop",
    "wait",
    "wrong",
    "why are you",
    "why did you",
    "why is it",
    "actually",
    "that's not",
    "thats not",
    "that is not",
    "don't",
    "dont",
    "do not",
    "undo",
    "revert",
    "roll back",
    "i said",
    "i meant",
    "i didn't",
    "you didn't",
    "you did not",
    "you forgot",
    "you missed",
    "it still",
    "still not",
    "still fails",
    "still doesn't",
    "this is wrong",
    "that's wrong",
    "instead",
    "never mind",
    "nevermind",
    "scratch that",
    "on second thought",
});

constexpr auto kObjectingInside = std::to_array<std::string_view>({
    "you're supposed",
    "you are supposed",
    "you were supposed",
    "but the",
    "but it",
    "but you",
    "but i",
    "but that",
    "not what i",
    "isn't what",
    "doesn't work",
    "does not work",
    "didn't work",
    "is broken",
    "still broken",
    "should have been",
    "i told you",
    "as i said",
});

constexpr auto kStanding = std::to_array<std::string_view>({
    "always",      "never",      "don't",      "dont",        "do not",      "must",
    "must not",    "make sure",  "ensure",     "from now on", "every time",  "follow",
    "only use",    "prefer",     "instead of", "rather than", "before you",  "after each",
    "after every", "should",     "shouldn't",  "should not",  "avoid",       "without",
    "keep",        "stick to",   "no more",    "remember",    "warn",        "please use",
    "use only",    "begin by",   "not the",    "if *not",     "exactly",     "no need",
    "i prefer",    "i don't",    "isn't",      "completely",  "nothing but", "at most",
    "at least",    "as long as", "important",
});

/// What holds beyond the task at hand, whatever else is said.
constexpr auto kForGood = std::to_array<std::string_view>(
    {"always", "never", "from now on", "every time", "no more", "remember to"});

/// A word of agreement that needs nothing after it to be understood: "Agreed, SQLite."
constexpr auto kConsenting =
    std::to_array<std::string_view>({"yes", "yep", "yeah", "ok", "okay", "sure", "agreed",
                                     "approved", "perfect", "lgtm", "exactly"});
constexpr std::size_t kShortConsent = 3;

bool wrapped(std::string_view text) {
  return std::any_of(kWrappers.begin(), kWrappers.end(),
                     [&](std::string_view wrapper) { return text.starts_with(wrapper); });
}

/// What stands between `<tag>` and `</tag>`.
std::string_view inside(std::string_view text, std::string_view tag) {
  const std::string open = "<" + std::string(tag) + ">";
  const std::string close = "</" + std::string(tag) + ">";
  const std::size_t start = text.find(open);
  if (start == std::string_view::npos) return {};
  const std::size_t first = start + open.size();
  const std::size_t end = text.find(close, first);
  if (end == std::string_view::npos) return {};
  return trimmed(text.substr(first, end - first));
}

/// Without reminders that a tool put behind the words.
std::string without_reminders(std::string_view text) {
  std::string out;
  for (;;) {
    const std::size_t start = text.find("<system-reminder>");
    out += text.substr(0, start);
    if (start == std::string_view::npos) break;
    const std::size_t end = text.find("</system-reminder>", start);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + std::string_view("</system-reminder>").size());
  }
  return std::string(trimmed(out));
}

/// Whether all words agree, greet or thank.
/// "Agreed, SQLite.": a word of consent, a comma, and what was proposed.
bool consents(std::string_view lower) {
  const std::size_t comma = lower.find(',');
  return comma != std::string_view::npos && !lower.ends_with('?') &&
         count_words(lower) <= kShortConsent &&
         std::find(kConsenting.begin(), kConsenting.end(), lower.substr(0, comma)) !=
             kConsenting.end();
}

bool agrees(std::string_view lower) {
  if (lower.size() > 80) return false;
  if (consents(lower)) return true;
  std::string word;
  bool any = false;
  const auto known = [&] {
    any = true;
    return std::find(kAgreeing.begin(), kAgreeing.end(), word) != kAgreeing.end();
  };
  for (const char c : std::string(lower) + ' ') {
    const bool letter =
        (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) >= 0x80) || (c >= '0' && c <= '9');
    if (letter) {
      word += c;
    } else if (!word.empty()) {
      if (!known()) return false;
      word.clear();
    }
  }
  return any;
}

/// "Hey, how are you doing today?"
bool chats(std::string lower) {
  constexpr auto kChatting = std::to_array<std::string_view>(
      {"how are you", "how's it going", "how is it going", "what's up", "good morning",
       "good afternoon", "good evening", "good night", "you there", "nice to meet you", "doing",
       "today", "see you", "bye", "are"});
  if (lower.size() > 80) return false;
  for (const std::string_view phrase : kChatting)
    if (const std::size_t at = lower.find(phrase);
        at != std::string::npos && has_cue(lower, std::span(&phrase, 1)))
      lower.erase(at, phrase.size());
  return trimmed(lower).find_first_not_of(" ?!.,") == std::string_view::npos || agrees(lower);
}

/// What a command's text asks for: "## Context … ## Your task …" from its task on.
std::string_view task_of(std::string_view text) {
  if (!text.starts_with('#')) return text;
  const std::string lower = lowered(text);
  for (const std::string_view heading :
       {"\n## your task", "\n## task", "\n# your task", "\n# task"}) {
    const std::size_t at = lower.find(heading);
    if (at == std::string::npos) continue;
    const std::size_t end = text.find('\n', at + 1);
    if (end != std::string_view::npos && !trimmed(text.substr(end)).empty())
      return trimmed(text.substr(end));
  }
  return text;
}

/// "What is missing?", but not "Can you add it?".
bool asks_only(std::string_view lower) {
  constexpr auto kQuestionWords = std::to_array<std::string_view>(
      {"what",   "which", "why",     "how",   "who",     "where",   "when", "is",
       "are",    "was",   "were",    "does",  "do",      "did",     "has",  "have",
       "should", "am",    "so what", "so is", "so does", "and what"});
  constexpr auto kInviting =
      std::to_array<std::string_view>({"how about", "what about", "why not"});
  return lower.ends_with('?') && starts_with_cue(lower, kQuestionWords) &&
         !starts_with_cue(lower, kInviting) && count_words(lower) < 40;
}

/// "tests first", "first …, then …".
bool orders(std::string_view lower) {
  return lower.ends_with(" first") || lower.ends_with(" first.") || contains(lower, " first, ") ||
         contains(lower, " first and ") || contains(lower, " first then");
}

bool objects(std::string_view lower) {
  return starts_with_cue(lower, kObjecting) ||
         (lower.size() < 600 && has_cue(lower, kObjectingInside));
}

/// Output or code rather than words.
bool pasted(std::string_view text) {
  return contains(text, "diff --git") || contains(text, "@@ ") || contains(text, "</") ||
         contains(text, "=> {") || contains(text, "();");
}

}  // namespace

UserWords read_user_turn(const Turn& turn) {
  UserWords words;
  const std::string_view text = trimmed(turn.text);
  if (text.starts_with("[Request interrupted") || text.starts_with("<turn_aborted")) {
    words.said = Said::interruption;
    return words;
  }
  if (contains(text.substr(0, 400), "<command-name>")) {
    words.text = cut(inside(text, "command-args"), kLongestRequest);
    if (count_words(words.text) > 1) words.said = Said::request;
    words.command = cut(trimmed(inside(text, "command-name")), 100);
    return words;
  }
  if (!turn.typed || wrapped(text)) return words;
  const std::string said = without_reminders(text);
  words.text = cut(task_of(said), kLongestRequest);
  if (words.text.starts_with('/') && count_words(words.text) == 1) words.command = words.text;
  if (words.text.empty() || !words.command.empty()) return words;
  const std::string lower = lowered(words.text);
  words.said = agrees(lower) || chats(lower) ? Said::approval : Said::request;
  words.asks_only = asks_only(lower);
  words.objects = words.said == Said::request && objects(lower);
  return words;
}

bool stands(std::string_view wish) { return has_cue(lowered(wish), kForGood); }

std::string standing_wish(std::string_view request) {
  std::string wish;
  for (const Unit& unit : units_of(request, 40)) {
    const std::string lower = lowered(unit.text);
    if (pasted(unit.text)) continue;
    if (!(has_cue(lower, kStanding) || orders(lower)) || wish.size() + unit.text.size() > 600)
      continue;
    if (!wish.empty()) wish += ' ';
    wish += unit.text;
  }
  return wish;
}

}  // namespace baton
