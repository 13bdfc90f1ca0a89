#include "core/handoff/extract/session.hpp"

#include <algorithm>

#include "core/base/sort.hpp"
#include "core/base/text.hpp"
#include "core/handoff/extract/words.hpp"
#include "core/handoff/one_line.hpp"

namespace baton {
namespace {

constexpr std::size_t kMostEpisodes = 120;
constexpr std::size_t kMostFacts = 60;
constexpr std::size_t kLongestWords = 16000;

}  // namespace

void Session::add(const Turn& turn, int number) {
  last_turn = number;
  settle_edits(number);
  switch (turn.kind) {
    case TurnKind::summary:
      add_summary(turn, number);
      break;
    case TurnKind::tool_call:
      add_call(turn, number);
      break;
    case TurnKind::tool_result:
      add_result(turn, number);
      break;
    case TurnKind::thinking:
      break;
    case TurnKind::text:
      if (!turn.agent.empty()) break;
      if (turn.role == Role::user) add_user(turn, number);
      if (turn.role == Role::assistant) add_words(turn, number);
      break;
  }
}

void Session::add_user(const Turn& turn, int number) {
  UserWords words = read_user_turn(turn);
  if (words.said == Said::nothing && !words.command.empty()) {
    slash_command = std::move(words.command);
    slash_command_turn = number;
  } else if (words.said == Said::nothing && !turn.typed && slash_command_turn + 1 == number) {
    // What the assistant was told in its place.
    const std::string told(trimmed(cut(turn.text, 300)));
    if (!told.empty() && !told.starts_with('<')) slash_command += ": " + one_line(told, 160);
  }
  if (turn.typed && words.said != Said::interruption && words.said != Said::nothing) ++typed_turns;
  if (words.said == Said::interruption) {
    open().interrupted = true;
    interrupted_ = true;
    words_.clear();
  } else if (words.said == Said::approval) {
    digest_words();
    interrupted_ = false;
  } else if (words.said == Said::request) {
    start(std::move(words), number);
  }
}

void Session::start(UserWords words, int number) {
  const bool corrects = words.objects || interrupted_;
  if (corrects) {
    open().superseded = true;
    if (interrupted_) words_.clear();
  }
  close_words();
  Episode episode;
  episode.request = std::move(words.text);
  episode.turn = number;
  episode.objects = corrects;
  episode.stopped = interrupted_;
  episode.asks_only = words.asks_only;
  episodes.push_back(std::move(episode));
  interrupted_ = false;
  reading.clear();
  unanswered.clear();
  if (episodes.size() > kMostEpisodes) episodes.erase(episodes.begin() + 1);
}

void Session::add_words(const Turn& turn, int number) {
  const std::string_view text = trimmed(turn.text);
  if (text.empty()) return;
  digest_words();
  unanswered.clear();
  words_ = cut(text, kLongestWords);
  words_turn_ = number;
  last_said = words_;
  last_said_turn = number;
}

/// Words that were followed by more: only their statements are kept.
void Session::digest_words() {
  if (words_.empty()) return;
  std::vector<Fact>& facts = open().facts;
  for (Fact& fact : facts_of(words_, words_turn_, Lists::joined)) facts.push_back(std::move(fact));
  if (facts.size() > kMostFacts)
    facts.erase(facts.begin(), facts.end() - static_cast<std::ptrdiff_t>(kMostFacts));
  words_.clear();
}

void Session::close_words() {
  if (words_.empty()) return;
  open().closing = std::move(words_);
  open().closing_turn = words_turn_;
  words_.clear();
}

void Session::add_summary(const Turn& turn, int number) {
  // A short one is the title of another conversation.
  if (turn.text.size() < 400) return;
  digest_words();
  Compaction next = read_compaction(turn.text, number);
  if (compaction && next.files.empty() && next.pending.empty() && next.intent.empty()) return;
  compaction = std::move(next);
}

std::vector<Session::Call> Session::running() const {
  std::vector<Call> calls;
  for (const auto& [id, call] : pending_) calls.push_back(call);
  sort_by(calls, [](const Call& a, const Call& b) { return a.turn < b.turn; });
  const int asked = episodes.empty() ? 0 : episodes.back().turn;
  if (!words_.empty()) calls.clear();
  std::erase_if(calls, [&](const Call& call) { return !call.main || call.turn < asked; });
  return calls;
}

std::vector<Episode> Session::told() const {
  std::vector<Episode> told;
  if (!before.closing.empty() || !before.facts.empty() || episodes.empty()) told.push_back(before);
  told.insert(told.end(), episodes.begin(), episodes.end());
  if (!words_.empty()) {
    told.back().closing = words_;
    told.back().closing_turn = words_turn_;
  }
  return told;
}

}  // namespace baton
