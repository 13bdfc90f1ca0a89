// What a handoff's prompt keeps of a session, beside two baselines: the last tokens of the
// transcript, and the last five turns cut at 100 characters. The argument or BATON_SAMPLES names a
// folder of Claude Code transcripts; without one, transcripts are generated. BATON_LOST prints what
// the prompt lost and what in it is not grounded.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/base/text.hpp"
#include "core/handoff/extract.hpp"
#include "core/measure/measure.hpp"
#include "core/transcript/importer.hpp"
#include "tests/support/transcript_generator.hpp"

namespace {

using namespace baton;

struct Session {
  std::string name;
  std::vector<Turn> turns;
  std::string cwd, branch;
};

struct Summary {
  double sum = 0, least = 1;
  int count = 0;
  void add(double value) {
    sum += value;
    least = std::min(least, value);
    ++count;
  }
  double mean() const { return count ? sum / count : 0; }
};

struct Column {
  Summary preservation, groundedness;
  std::array<Measurement::Count, kFactKinds> facts{}, claims{};
  void add(const Measurement& made) {
    preservation.add(made.preservation);
    groundedness.add(made.groundedness);
    for (std::size_t i = 0; i < kFactKinds; ++i) {
      facts[i].found += made.facts[i].found;
      facts[i].of += made.facts[i].of;
      claims[i].found += made.claims[i].found;
      claims[i].of += made.claims[i].of;
    }
  }
};

Session session_of(std::string name, const std::string& text) {
  Session session{std::move(name), {}, {}, {}};
  const auto importer = make_importer("claude_code");
  importer->feed(text, session.turns);
  importer->finish(session.turns);
  session.cwd = importer->facts().cwd;
  session.branch = importer->facts().branch;
  return session;
}

std::vector<Session> sessions_in(const char* folder) {
  std::vector<Session> sessions;
  if (folder && std::filesystem::is_directory(folder)) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".jsonl") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      sessions.push_back(session_of(entry.path().stem(), text));
    }
  } else {
    std::puts("no folder of samples: generated transcripts");
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
      sessions.push_back(session_of("generated " + std::to_string(seed),
                                    test::generate_transcript({.bytes = 1 << 20, .seed = seed})));
  }
  std::erase_if(sessions, [](const Session& session) { return session.turns.size() < 10; });
  return sessions;
}

std::string last_tokens(const Session& session, int tokens) {
  std::string text;
  const auto most = static_cast<std::size_t>(tokens) * 4;
  for (auto turn = session.turns.rbegin(); turn != session.turns.rend() && text.size() < most;
       ++turn)
    text = turn->text + "\n" + text;
  return text.size() > most ? text.substr(text.size() - most) : text;
}

std::string last_five(const Session& session) {
  std::string text;
  const std::size_t from = session.turns.size() < 5 ? 0 : session.turns.size() - 5;
  for (std::size_t i = from; i < session.turns.size(); ++i)
    text += std::string(cut(session.turns[i].text, 100)) + "\n";
  return text;
}

Closing closing_of(const Session& session) {
  Closing closing;
  closing.project = "project";
  closing.session_number = 1;
  closing.date = session.turns.back().at;
  closing.cwd = session.cwd;
  closing.branch = session.branch;
  return closing;
}

void print_kinds(const char* name, const std::array<Measurement::Count, kFactKinds>& counts) {
  std::printf("      %-9s", name);
  for (std::size_t i = 0; i < kFactKinds; ++i)
    if (counts[i].of)
      std::printf(" %s %d/%d", std::string(to_word(static_cast<FactKind>(i))).c_str(),
                  counts[i].found, counts[i].of);
  std::puts("");
}

void print_column(const char* name, const Column& column) {
  std::printf("  %-22s preservation %5.1f %% (least %5.1f)  groundedness %5.1f %% (least %5.1f)\n",
              name, 100 * column.preservation.mean(), 100 * column.preservation.least,
              100 * column.groundedness.mean(), 100 * column.groundedness.least);
  print_kinds("kept", column.facts);
  print_kinds("grounded", column.claims);
}

struct Read {
  Measure measure;
  Handoff handoff;
};

void print_lost(const Session& session, const Measurement& made) {
  std::printf("== %s: kept %.3f, grounded %.3f\n", session.name.c_str(), made.preservation,
              made.groundedness);
  for (const SalientFact& fact : made.lost)
    std::printf("  lost %-10s %.2f %s\n", std::string(to_word(fact.kind)).c_str(), fact.weight,
                std::string(cut(fact.key, 150)).c_str());
  for (const std::string& claim : made.ungrounded) std::printf("  ungrounded %s\n", claim.c_str());
}

void compare(const std::vector<Session>& sessions, const std::vector<Read>& reads, int budget) {
  Column ours, last, five;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    std::size_t tokens = 0;
    for (const Turn& turn : sessions[i].turns) tokens += count_tokens(turn.text);
    int most = budget;
    if (budget == 2500 && tokens < 25'000) most = std::max(400, static_cast<int>(tokens) / 10);
    const Measurement made = reads[i].measure.of(render_prompt(reads[i].handoff, most));
    if (budget == 2500 && std::getenv("BATON_LOST")) print_lost(sessions[i], made);
    ours.add(made);
    last.add(reads[i].measure.of(last_tokens(sessions[i], most)));
    five.add(reads[i].measure.of(last_five(sessions[i])));
  }
  std::printf("%d tokens, %zu sessions\n", budget, sessions.size());
  print_column("prompt", ours);
  print_column("last tokens", last);
  print_column("last five turns", five);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Session> sessions =
      sessions_in(argc > 1 ? argv[1] : std::getenv("BATON_SAMPLES"));
  std::vector<Read> reads;
  double seconds = 0;
  std::size_t bytes = 0;
  for (const Session& session : sessions) {
    Read read;
    Extractor extractor;
    extractor.work_in(session.cwd);
    int number = 0;
    for (const Turn& turn : session.turns) extractor.add(turn, ++number);
    read.handoff = extractor.finish(closing_of(session), nullptr);
    const auto begin = std::chrono::steady_clock::now();
    number = 0;
    for (const Turn& turn : session.turns) read.measure.add(turn, ++number);
    read.measure.of("");
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    for (const Turn& turn : session.turns) bytes += turn.text.size();
    read.measure.know(closing_of(session).date + "\n" + session.branch);
    if (std::getenv("BATON_FACTS")) print_lost(session, read.measure.of(""));
    reads.push_back(std::move(read));
  }
  std::printf("measuring %.1f MB of turns takes %.1f ms\n", static_cast<double>(bytes) / 1e6,
              seconds * 1e3);
  for (const int budget : {1000, 2500, 8000}) compare(sessions, reads, budget);
}
