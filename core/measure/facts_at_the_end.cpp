// Which of what a session collected is salient as it ended, and how much each fact weighs. The
// table in docs/measure.md is the same.
#include <algorithm>

#include "core/base/text.hpp"
#include "core/measure/session_facts.hpp"
#include "core/measure/words.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostPaths = 40;
constexpr std::size_t kMostChecks = 8;
constexpr std::size_t kMostNames = 12;
constexpr std::size_t kMostWishes = 12;
constexpr std::size_t kMostDecisions = 12;
constexpr std::size_t kMostNumbers = 8;
constexpr double kSentenceShare = 0.6;

const std::vector<std::string_view> kStepCues = {"next step",   "next steps", "remaining", "todo",
                                                 "still to do", "left to do", "not yet"};
const std::vector<std::string_view> kBlockerCues = {
    "blocked",     "waiting for", "waiting on",     "permission",   "requires your",
    "need you to", "needs your",  "cannot proceed", "can't proceed"};

SalientFact sentence(FactClass fact_class, const std::string& text, double weight, int turn) {
  SalientFact fact{fact_class, text, measured::key_words(text), kSentenceShare, weight, turn};
  if (fact.words.size() > 24) fact.words.resize(24);
  return fact;
}

void put(std::vector<SalientFact>& facts, SalientFact fact) {
  if (!fact.words.empty()) facts.push_back(std::move(fact));
}

/// Number and the word behind it: "187 tests", "94% coverage", "port 8787".
void add_numbers(std::string_view text, int turn, std::vector<SalientFact>& facts) {
  std::string number;
  std::size_t added = 0;
  measured::each_word(text, [&](std::string_view word) {
    if (!number.empty() && added < kMostNumbers && word.size() > 2 && is_letter(word[0])) {
      std::string noun = lowered(word);
      if (noun.ends_with('s')) noun.pop_back();
      facts.push_back(
          {FactClass::number, number + ' ' + std::string(word), {number, noun}, 1, 1, turn});
      ++added;
    }
    const bool counts = word.size() >= 2 && word.size() <= 8 && is_digit(word[0]) &&
                        is_digit(word[1]) &&
                        std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c); });
    number = counts ? std::string(word) : "";
  });
}

}  // namespace

std::vector<SalientFact> SessionFacts::facts() const {
  std::vector<SalientFact> facts;
  add_typed(facts);
  add_paths(facts);
  add_checks(facts);
  add_todos(facts);
  add_said(facts);
  add_names(facts);
  return facts;
}

void SessionFacts::add_paths(std::vector<SalientFact>& facts) const {
  std::vector<std::pair<std::string, Edited>> paths(edited_.begin(), edited_.end());
  std::sort(paths.begin(), paths.end(),
            [](const auto& a, const auto& b) { return a.second.turn > b.second.turn; });
  if (paths.size() > kMostPaths) paths.resize(kMostPaths);
  for (const auto& [path, edited] : paths) {
    const bool late = edited.turn * 3 > last_turn_ * 2;
    facts.push_back({FactClass::path,
                     path,
                     {lowered(base_name(path))},
                     1,
                     late || edited.times >= 3 ? 2.0 : 1.0,
                     edited.turn});
  }
}

void SessionFacts::add_checks(std::vector<SalientFact>& facts) const {
  std::vector<Check> checks;
  for (const auto& [key, check] : checks_) checks.push_back(check);
  std::sort(checks.begin(), checks.end(),
            [](const Check& a, const Check& b) { return a.turn > b.turn; });
  std::vector<std::string> programs;
  for (const Check& check : checks) {
    std::vector<std::string> words;
    measured::each_word(check.command, [&](std::string_view word) {
      if (!word.starts_with('-') && words.size() < 3) words.push_back(lowered(word));
    });
    // One program's runs with other arguments are one check: the last counts.
    std::string program = words.empty() ? "" : words[0] + ' ' + (words.size() > 1 ? words[1] : "");
    if (words.empty() || std::find(programs.begin(), programs.end(), program) != programs.end())
      continue;
    programs.push_back(std::move(program));
    if (words.size() > 2) words.resize(2);
    if (programs.size() <= kMostChecks)
      facts.push_back({FactClass::command, check.command, words, 1, 2, check.turn});
    if (!check.failure.empty())
      put(facts, sentence(FactClass::error, check.failure, 3, check.turn));
  }
}

void SessionFacts::add_typed(std::vector<SalientFact>& facts) const {
  if (!request_.text.empty())
    put(facts,
        sentence(FactClass::request, std::string(cut(request_.text, 300)), 4, request_.turn));
  const std::size_t from = wishes_.size() > kMostWishes ? wishes_.size() - kMostWishes : 0;
  for (std::size_t i = from; i < wishes_.size(); ++i)
    put(facts, sentence(FactClass::wish, wishes_[i].text, 3, wishes_[i].turn));
}

void SessionFacts::add_todos(std::vector<SalientFact>& facts) const {
  for (const auto& [text, done] : todos_)
    if (!done) put(facts, sentence(FactClass::step, text, 3, todos_turn_));
}

void SessionFacts::add_said(std::vector<SalientFact>& facts) const {
  std::vector<Statement> decisions;
  for (const Statement& one : decisions_)
    if (one.turn * 2 > last_turn_) decisions.push_back(one);
  const std::size_t from =
      decisions.size() > kMostDecisions ? decisions.size() - kMostDecisions : 0;
  for (std::size_t i = from; i < decisions.size(); ++i)
    put(facts, sentence(FactClass::decision, decisions[i].text, 1, decisions[i].turn));
  if (last_said_.empty()) return;
  const Statement& last = last_said_.back();
  bool steps = false;
  int listed = 0;
  for (const std::string& one : measured::statements_of(last.text)) {
    const std::string lower = lowered(one);
    const bool cue = measured::has_any(lower, kStepCues);
    if (measured::has_any(lower, kBlockerCues))
      put(facts, sentence(FactClass::blocker, one, 3, last.turn));
    else if ((steps || cue) && measured::key_words(one).size() >= 3 && ++listed <= 8)
      put(facts, sentence(FactClass::step, one, 2, last.turn));
    if (cue) steps = true;
  }
  add_numbers(last.text, last.turn, facts);
}

void SessionFacts::add_names(std::vector<SalientFact>& facts) const {
  std::vector<std::pair<std::string, Named>> names;
  for (const auto& [name, named] : names_)
    if (named.texts >= 2 && named.turn * 3 > last_turn_ * 2 && name.size() > 3)
      names.emplace_back(name, named);
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return a.second.texts != b.second.texts ? a.second.texts > b.second.texts : a.first < b.first;
  });
  if (names.size() > kMostNames) names.resize(kMostNames);
  for (const auto& [name, named] : names) {
    std::vector<std::string> words;
    measured::each_word(name, [&](std::string_view word) { words.push_back(lowered(word)); });
    if (!words.empty()) facts.push_back({FactClass::identifier, name, words, 1, 1, named.turn});
  }
}

}  // namespace baton
