#include "core/handoff/extract/facts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.hpp"
#include "core/handoff/extract/words.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostUnits = 160;
constexpr std::size_t kLongestList = 1000;

constexpr auto kOpeners = std::to_array<std::string_view>({
    "perfect",        "great",         "good",       "excellent",  "done",           "ok",
    "okay",           "yes",           "sure",       "got it",     "alright",        "good catch",
    "good question",  "you're right",  "absolutely", "certainly",  "of course",      "nice",
    "good research",  "wait",          "no",         "now",        "awesome",        "wonderful",
    "fantastic",      "understood",    "right",      "good point", "great question", "no problem",
    "you're correct", "you are right",
});

/// Takes "Perfect! " and the like off the front.
std::string_view without_opener(std::string_view text) {
  for (int rounds = 0; rounds < 3; ++rounds) {
    const std::size_t stop = text.find_first_of("!.,");
    if (stop == std::string_view::npos || stop > 24) break;
    const std::string head = lowered(text.substr(0, stop));
    if (std::find(kOpeners.begin(), kOpeners.end(), head) == kOpeners.end()) break;
    text = trimmed(text.substr(stop + 1));
  }
  while (text.starts_with("-- ") || text.starts_with("- ")) text = trimmed(text.substr(2));
  return text;
}

/// The heading of a list as its lead, without emoji in front; a boast leads nothing.
std::string plain_heading(std::string_view heading) {
  if (boasts(heading)) return {};
  while (!heading.empty() &&
         (static_cast<unsigned char>(heading.front()) >= 0xE2 ||
          static_cast<unsigned char>(heading.front()) == ' ' ||
          (static_cast<unsigned char>(heading.front()) & 0xC0) == 0x80 || heading.front() == '*')) {
    if (static_cast<unsigned char>(heading.front()) >= 0xE3 &&
        static_cast<unsigned char>(heading.front()) < 0xEF)
      break;
    heading.remove_prefix(1);
  }
  return heading.empty() ? std::string() : std::string(heading) + ": ";
}

void join_lists(std::vector<Fact>& facts) {
  std::vector<Fact> out;
  std::string open;
  for (Fact& fact : facts) {
    const bool listed = fact.listed && !fact.heading.empty() && fact.kind != FactKind::question;
    if (listed && fact.heading == open &&
        out.back().text.size() + fact.text.size() < kLongestList) {
      out.back().text += "; " + fact.text;
      continue;
    }
    open = listed ? fact.heading : std::string();
    if (listed) fact.text = plain_heading(fact.heading) + fact.text;
    out.push_back(std::move(fact));
  }
  facts = std::move(out);
}

/// Short entries mean something under their label only: "It has sections on: cost; speed".
void join_short_lists(std::vector<Fact>& facts) {
  constexpr std::size_t kShort = 64;
  constexpr std::size_t kLabel = 24;
  const auto joins = [&](const Fact& fact) {
    return fact.listed && fact.kind == FactKind::done && fact.text.size() < kShort &&
           fact.heading.size() >= kLabel;
  };
  std::vector<Fact> out;
  for (Fact& fact : facts) {
    const bool more = joins(fact) && !out.empty() && out.back().heading == fact.heading &&
                      out.back().text.starts_with(fact.heading);
    if (more) {
      out.back().text += "; " + fact.text;
      continue;
    }
    if (joins(fact)) fact.text = fact.heading + ": " + fact.text;
    out.push_back(std::move(fact));
  }
  facts = std::move(out);
}

/// A failure keeps what the sentence behind it says is done about it: "Let me use happy-dom
/// instead."
void note_turn(const Unit& unit, Fact& failure) {
  if (failure.kind != FactKind::failure && failure.kind != FactKind::dead_end) return;
  if (unit.kind == Unit::Kind::sentence && announces_next(unit.text)) failure.then = unit.text;
}

}  // namespace

std::vector<Fact> facts_of(std::string_view message, int turn, Lists lists) {
  std::vector<Fact> facts;
  bool follows = false;  // what the fact before it says
  for (Unit& unit : units_of(message, kMostUnits)) {
    const std::string_view text = without_opener(unit.text);
    if (text.size() < 12 || count_words(text) < 2) continue;
    unit.text = std::string(text);
    if (std::exchange(follows, false)) note_turn(unit, facts.back());
    const FactKind kind = kind_of(unit);
    if (kind == FactKind::talk) continue;
    facts.push_back({kind,
                     std::move(unit.text),
                     std::move(unit.heading),
                     {},
                     turn,
                     unit.kind != Unit::Kind::sentence});
    follows = true;
  }
  if (lists == Lists::joined)
    join_lists(facts);
  else
    join_short_lists(facts);
  return facts;
}

}  // namespace baton
