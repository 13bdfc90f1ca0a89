// Preservation, groundedness and compression of handoffs at several budgets, beside two baselines:
// the last tokens of the transcript, and the last five turns cut at 100 characters. Over the
// transcripts of the folder $BATON_SAMPLES, else over generated ones. With $BATON_LOST the facts
// lost are listed.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/base/text.hpp"
#include "core/handoff/extract.hpp"
#include "core/measure/session_facts.hpp"
#include "core/transcript/importer.hpp"
#include "tests/support/measure.hpp"
#include "tests/support/transcript_generator.hpp"

namespace {

using namespace baton;

struct Sample {
  std::string name;
  std::vector<Turn> turns;
};

std::vector<Turn> turns_of(const std::string& text, const std::string& name) {
  std::vector<Turn> turns;
  const auto importer = make_importer(recognise(text, name));
  if (!importer) return turns;
  importer->feed(text, turns);
  importer->finish(turns);
  return turns;
}

std::vector<Sample> samples() {
  std::vector<Sample> all;
  if (const char* folder = std::getenv("BATON_SAMPLES")) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      Sample sample{entry.path().filename().string(),
                    turns_of(text, entry.path().filename().string())};
      if (sample.turns.size() > 10) all.push_back(std::move(sample));
    }
  } else {
    std::printf("BATON_SAMPLES names no folder of transcripts: generated ones are measured\n");
    for (unsigned seed = 1; seed <= 4; ++seed)
      all.push_back(
          {"generated " + std::to_string(seed),
           turns_of(test::generate_transcript({.bytes = 1U << 20, .seed = seed}), "a.jsonl")});
  }
  return all;
}

std::string last_tokens(const std::vector<Turn>& turns, int budget) {
  std::string text;
  for (const Turn& turn : turns) text += turn.text + '\n';
  const auto most = static_cast<std::size_t>(budget) * 4;
  return text.size() > most ? text.substr(text.size() - most) : text;
}

std::string last_five(const std::vector<Turn>& turns) {
  std::string text;
  for (std::size_t i = turns.size() > 5 ? turns.size() - 5 : 0; i < turns.size(); ++i)
    text += std::string(cut(turns[i].text, 100)) + '\n';
  return text;
}

struct Row {
  std::vector<double> preserved, grounded, concrete;
  void add(const Measures& measures) {
    preserved.push_back(measures.preservation);
    grounded.push_back(measures.groundedness);
    const int claims = measures.paths.claims + measures.commands.claims + measures.commits.claims;
    const int held =
        measures.paths.grounded + measures.commands.grounded + measures.commits.grounded;
    concrete.push_back(claims ? static_cast<double>(held) / claims : 1);
  }
  static double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return values.empty() ? 0 : 100 * sum / static_cast<double>(values.size());
  }
  void print(const std::string& name) const {
    std::printf(
        "| %s | kept mean %.1f %%, least %.1f %% | grounded %.1f %%, paths, commands and commits "
        "%.1f %% |\n",
        name.c_str(), mean(preserved), 100 * test::quantile(preserved, 0), mean(grounded),
        mean(concrete));
  }
};

}  // namespace

int main() {
  const std::vector<Sample> all = samples();
  Row prompts[3];
  Row tails[3];
  Row fives;
  constexpr int kBudgets[] = {1000, 2500, 8000};
  double facts_time = 0;
  double extract_time = 0;
  std::size_t bytes = 0;
  std::array<ClassCount, kFactClasses> by_class{};
  for (const Sample& sample : all) {
    SessionFacts session;
    Extractor extractor;
    int number = 0;
    for (const Turn& turn : sample.turns) bytes += turn.text.size();
    facts_time += test::milliseconds([&] {
      for (const Turn& turn : sample.turns) session.add(turn, ++number);
    });
    number = 0;
    extract_time += test::milliseconds([&] {
      for (const Turn& turn : sample.turns) extractor.add(turn, ++number);
    });
    const Handoff handoff = extractor.finish({}, nullptr);
    for (int i = 0; i < 3; ++i) {
      int budget = kBudgets[i];
      if (budget == 2500 && session.tokens() < 25'000)
        budget = std::max<int>(400, static_cast<int>(session.tokens() / 10));
      const std::string prompt = render_prompt(handoff, budget);
      const Measures measures = measure(session, prompt, {});
      prompts[i].add(measures);
      tails[i].add(measure(session, last_tokens(sample.turns, budget), {}));
      if (kBudgets[i] != 2500) continue;
      for (std::size_t k = 0; k < kFactClasses; ++k) {
        by_class[k].facts += measures.facts[k].facts;
        by_class[k].kept += measures.facts[k].kept;
      }
      if (std::getenv("BATON_LOST"))
        std::printf("== %s: %.1f %% of %lld tokens\n%s%s", sample.name.c_str(),
                    100 * measures.preservation, static_cast<long long>(session.tokens()),
                    lost_facts(session, prompt).c_str(),
                    ungrounded_claims(session, prompt, {}).c_str());
    }
    fives.add(measure(session, last_five(sample.turns), {}));
  }
  for (int i = 0; i < 3; ++i) {
    prompts[i].print("handoff, " + std::to_string(kBudgets[i]) + " tokens");
    tails[i].print("last " + std::to_string(kBudgets[i]) + " tokens of the transcript");
  }
  fives.print("last five turns cut at 100 characters");
  for (std::size_t k = 0; k < kFactClasses; ++k)
    std::printf("| %s facts kept at 2500 tokens | %d of %d | |\n",
                std::string(to_word(static_cast<FactClass>(k))).c_str(), by_class[k].kept,
                by_class[k].facts);
  std::printf("| collecting facts beside extracting | %.1f ms beside %.1f ms for %.1f MB | |\n",
              facts_time, extract_time, static_cast<double>(bytes) / 1e6);
}
