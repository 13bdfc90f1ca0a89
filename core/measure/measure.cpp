#include "core/measure/measure.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/measure/claims.hpp"
#include "core/measure/salience.hpp"
#include "core/measure/vocabulary.hpp"

namespace baton {
namespace {

/// Which lines of a text hold a word.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {
    int number = 0;
    for (std::string_view line : lines_of(text)) {
      for (measure::Words words(line); words.next();) {
        std::vector<int>& lines = lines_[words.hash()];
        if (lines.empty() || lines.back() != number) lines.push_back(number);
      }
      ++number;
    }
    counts_.resize(static_cast<std::size_t>(number));
  }

  bool keeps(const SalientFact& fact) {
    if (fact.words.empty()) return contains_whole(fact.key);
    std::fill(counts_.begin(), counts_.end(), 0);
    int most = 0;
    for (const std::uint64_t word : fact.words) {
      const auto lines = lines_.find(word);
      if (lines == lines_.end()) continue;
      for (const int line : lines->second)
        most = std::max(most, ++counts_[static_cast<std::size_t>(line)]);
    }
    return most >= fact.share * static_cast<double>(fact.words.size());
  }

 private:
  static bool is_inner(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; }

  bool contains_whole(std::string_view key) const {
    for (std::size_t at = text_.find(key); at != std::string_view::npos;
         at = text_.find(key, at + 1)) {
      const std::size_t end = at + key.size();
      if ((at == 0 || !is_inner(text_[at - 1])) && (end == text_.size() || !is_inner(text_[end])))
        return true;
    }
    return false;
  }

  std::string_view text_;
  std::unordered_map<std::uint64_t, std::vector<int>> lines_;
  std::vector<int> counts_;
};

Json counts_of(const std::array<Measurement::Count, kFactKinds>& counts) {
  Json json = Json::object();
  for (std::size_t i = 0; i < kFactKinds; ++i)
    if (counts[i].of)
      json[std::string(to_word(static_cast<FactKind>(i)))] =
          Json::array({counts[i].found, counts[i].of});
  return json;
}

}  // namespace

std::string_view to_word(FactKind kind) {
  constexpr std::array<std::string_view, kFactKinds> kWords{
      "path", "command", "error",      "decision", "step",  "blocker",
      "wish", "number",  "identifier", "outcome",  "commit"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::string Measurement::counts_json() const {
  const Json json = {{"facts", counts_of(facts)}, {"claims", counts_of(claims)}};
  return to_text(json);
}

bool Measurement::has_facts() const {
  return std::any_of(facts.begin(), facts.end(), [](const Count& count) { return count.of > 0; });
}

struct Measure::State {
  measure::Salience salience;
  measure::Vocabulary vocabulary;
  std::int64_t tokens = 0;
};

Measure::Measure() : state_(std::make_unique<State>()) {}
Measure::~Measure() = default;
Measure::Measure(Measure&&) noexcept = default;
Measure& Measure::operator=(Measure&&) noexcept = default;

void Measure::add(const Turn& turn, int number) {
  state_->tokens += static_cast<std::int64_t>(count_tokens(turn.text));
  state_->vocabulary.add(turn.text, turn.kind == TurnKind::tool_call);
  state_->vocabulary.add(turn.tool, false);
  state_->salience.add(turn, number);
}

void Measure::know(std::string_view text) { state_->vocabulary.add(text, false); }

std::vector<SalientFact> Measure::facts() const { return state_->salience.facts(); }

std::vector<std::string> Measure::ungrounded(std::string_view text) const {
  std::vector<std::string> claims;
  for (measure::Claim& claim : measure::claims_of(text))
    if (!state_->vocabulary.knows(claim.text)) claims.push_back(std::move(claim.text));
  return claims;
}

Measurement Measure::of(std::string_view text) const {
  Measurement made;
  made.tokens = static_cast<std::int64_t>(count_tokens(text));
  if (state_->tokens)
    made.compression = static_cast<double>(made.tokens) / static_cast<double>(state_->tokens);
  double kept = 0;
  double weight = 0;
  Lines lines(text);
  for (SalientFact& fact : facts()) {
    Measurement::Count& count = made.facts[static_cast<std::size_t>(fact.kind)];
    ++count.of;
    weight += fact.weight;
    if (lines.keeps(fact)) {
      ++count.found;
      kept += fact.weight;
    } else {
      made.lost.push_back(std::move(fact));
    }
  }
  made.preservation = trimmed(text).empty() ? 0 : weight > 0 ? kept / weight : 1;
  int found = 0;
  int all = 0;
  for (measure::Claim& claim : measure::claims_of(text)) {
    Measurement::Count& count = made.claims[static_cast<std::size_t>(claim.kind)];
    ++count.of;
    ++all;
    if (state_->vocabulary.knows(claim.text)) {
      ++count.found;
      ++found;
    } else {
      made.ungrounded.push_back(std::move(claim.text));
    }
  }
  made.groundedness = trimmed(text).empty() ? 0 : all ? static_cast<double>(found) / all : 1;
  return made;
}

}  // namespace baton
