#include "core/measure/measure.hpp"

#include <algorithm>
#include <cstdio>

#include "core/base/text.hpp"
#include "core/measure/claims.hpp"
#include "core/measure/session_facts.hpp"

namespace baton {
namespace {

using measured::TextClaim;
constexpr std::size_t kWindow = 3;

/// The text's lines in lower case, three neighbours at a time.
class Windows {
 public:
  explicit Windows(std::string_view text) {
    const std::string lower = lowered(text);
    const auto lines = lines_of(lower);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::string window;
      for (std::size_t k = i; k < std::min(i + kWindow, lines.size()); ++k) {
        window += lines[k];
        window += '\n';
      }
      windows_.push_back(std::move(window));
    }
  }

  bool keeps(const SalientFact& fact) const {
    return std::any_of(windows_.begin(), windows_.end(), [&](const std::string& window) {
      const auto found =
          std::count_if(fact.words.begin(), fact.words.end(),
                        [&](const std::string& word) { return contains(window, word); });
      return static_cast<double>(found) >= fact.share * static_cast<double>(fact.words.size());
    });
  }

 private:
  std::vector<std::string> windows_;
};

void count_facts(const SessionFacts& session, std::string_view text, Measures& measures) {
  const Windows windows(text);
  double kept = 0;
  double all = 0;
  for (const SalientFact& fact : session.facts()) {
    const bool keeps = windows.keeps(fact);
    ClassCount& count = measures.facts[static_cast<std::size_t>(fact.fact_class)];
    ++count.facts;
    count.kept += keeps;
    all += fact.weight;
    kept += keeps ? fact.weight : 0;
  }
  measures.preservation = all > 0 ? kept / all : 1;
}

ClaimCount& count_of(TextClaim::Kind kind, Measures& measures) {
  switch (kind) {
    case TextClaim::Kind::path:
      return measures.paths;
    case TextClaim::Kind::command:
      return measures.commands;
    case TextClaim::Kind::commit:
      return measures.commits;
    default:
      return measures.identifiers;
  }
}

void count_claims(const SessionFacts& session, std::string_view text, std::string_view known,
                  Measures& measures) {
  measured::Vocabulary beside;
  beside.add(known);
  int claims = 0;
  int grounded = 0;
  for (const TextClaim& claim : measured::text_claims(text)) {
    const bool holds = measured::grounds(session.vocabulary(), beside, claim);
    ClaimCount& count = count_of(claim.kind, measures);
    ++count.claims;
    count.grounded += holds;
    ++claims;
    grounded += holds;
  }
  measures.groundedness = claims ? static_cast<double>(grounded) / claims : 1;
}

std::string rounded(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", value);
  return text;
}

std::string pair_json(std::string_view name, int some, int all) {
  return "\"" + std::string(name) + "\":[" + std::to_string(some) + "," + std::to_string(all) + "]";
}

}  // namespace

std::string_view to_word(FactClass fact_class) {
  constexpr std::string_view kWords[] = {"request",  "path", "command", "identifier", "error",
                                         "decision", "step", "blocker", "wish",       "number"};
  return kWords[static_cast<std::size_t>(fact_class)];
}

Measures measure(const SessionFacts& session, std::string_view text, std::string_view known) {
  Measures measures;
  measures.tokens = static_cast<std::int64_t>(count_tokens(text));
  measures.session_tokens = session.tokens();
  if (measures.session_tokens > 0)
    measures.compression =
        static_cast<double>(measures.tokens) / static_cast<double>(measures.session_tokens);
  count_facts(session, text, measures);
  count_claims(session, text, known, measures);
  return measures;
}

std::string lost_facts(const SessionFacts& session, std::string_view text) {
  const Windows windows(text);
  std::string lines;
  for (const SalientFact& fact : session.facts())
    if (!windows.keeps(fact))
      lines += std::string(to_word(fact.fact_class)) + ' ' +
               std::to_string(static_cast<int>(fact.weight)) + " (" + std::to_string(fact.turn) +
               ") " + std::string(cut(fact.text, 160)) + '\n';
  return lines;
}

std::string ungrounded_claims(const SessionFacts& session, std::string_view text,
                              std::string_view known) {
  measured::Vocabulary beside;
  beside.add(known);
  std::string lines;
  for (const TextClaim& claim : measured::text_claims(text))
    if (!measured::grounds(session.vocabulary(), beside, claim)) {
      constexpr std::string_view kKinds[] = {"path", "command", "commit", "identifier"};
      lines += std::string(kKinds[static_cast<std::size_t>(claim.kind)]) + ' ' + claim.text + '\n';
    }
  return lines;
}

std::string measures_json(const Measures& measures) {
  std::string json = R"({"preservation":)" + rounded(measures.preservation) +
                     R"(,"groundedness":)" + rounded(measures.groundedness) + R"(,"compression":)" +
                     rounded(measures.compression) + R"(,"tokens":)" +
                     std::to_string(measures.tokens) + R"(,"session_tokens":)" +
                     std::to_string(measures.session_tokens) + R"(,"facts":{)";
  for (std::size_t i = 0; i < kFactClasses; ++i) {
    const ClassCount& count = measures.facts[i];
    json += (i ? "," : "") + pair_json(to_word(static_cast<FactClass>(i)), count.kept, count.facts);
  }
  json += R"(},"claims":{)" + pair_json("path", measures.paths.grounded, measures.paths.claims) +
          "," + pair_json("command", measures.commands.grounded, measures.commands.claims) + "," +
          pair_json("commit", measures.commits.grounded, measures.commits.claims) + "," +
          pair_json("identifier", measures.identifiers.grounded, measures.identifiers.claims) +
          "}}";
  return json;
}

}  // namespace baton
