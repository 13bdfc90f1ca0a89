// How fast a Claude Code transcript is parsed, in MB of file per second on one core, beside parsing
// each of its lines into a tree with nlohmann/json. Usage: transcript_bench [megabytes]
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/transcript/importer.hpp"
#include "core/transcript/mojibake.hpp"
#include "tests/support/transcript_generator.hpp"

namespace {

constexpr int kRuns = 7;
constexpr std::size_t kPiece = 256 * 1024;

/// Processor time, not time on the wall: other programs may want the core too.
template <class Run>
double median_seconds(Run&& run) {
  std::vector<double> seconds;
  for (int i = 0; i < kRuns; ++i) {
    const std::clock_t start = std::clock();
    run();
    seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[kRuns / 2];
}

struct Counted {
  std::size_t turns = 0;
  std::size_t bytes = 0;
};

/// Reads the transcript in pieces and drops the turns, as a host that stores them does.
Counted import(const std::string& transcript) {
  Counted counted;
  std::vector<baton::Turn> turns;
  const auto importer = baton::make_importer("claude_code");
  const auto drain = [&] {
    for (const baton::Turn& turn : turns) counted.bytes += turn.text.size();
    counted.turns += turns.size();
    turns.clear();
  };
  for (std::size_t at = 0; at < transcript.size(); at += kPiece) {
    importer->feed(std::string_view(transcript).substr(at, kPiece), turns);
    drain();
  }
  importer->finish(turns);
  drain();
  return counted;
}

std::size_t parse_trees(const std::string& transcript) {
  std::size_t members = 0;
  for (std::string_view line : baton::lines_of(transcript))
    members += baton::Json::parse(line, nullptr, false).size();
  return members;
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

/// Streams a large transcript through the importer without ever holding it.
void measure_memory(std::size_t megabytes) {
  std::vector<baton::Turn> turns;
  const auto importer = baton::make_importer("claude_code");
  std::size_t count = 0;
  const long before = peak_megabytes();
  baton::test::generate_transcript({.bytes = megabytes << 20}, [&](std::string_view line) {
    importer->feed(line, turns);
    count += turns.size();
    turns.clear();
  });
  importer->finish(turns);
  std::printf("%zu MB streamed: %zu turns, peak memory %ld MB (%ld MB before)\n", megabytes, count,
              peak_megabytes(), before);
}

}  // namespace

int main(int count, char** words) {
  const std::size_t megabytes = count > 1 ? std::strtoul(words[1], nullptr, 10) : 50;
  measure_memory(4 * megabytes);
  const std::string transcript = baton::test::generate_transcript({.bytes = megabytes << 20});
  const double size = static_cast<double>(transcript.size()) / 1e6;
  Counted counted;
  const double ours = median_seconds([&] { counted = import(transcript); });
  const double tree = median_seconds([&] { parse_trees(transcript); });
  const double repair = median_seconds([&] { baton::repair_mojibake(transcript); });
  std::printf("%.1f MB, %zu turns with %.1f MB of text\n", size, counted.turns,
              static_cast<double>(counted.bytes) / 1e6);
  std::printf("importer      %7.0f MB/s  %5.2f ms/MB\n", size / ours, 1000 * ours / size);
  std::printf("nlohmann tree %7.0f MB/s  %5.2f ms/MB  (importer is %.1f times as fast)\n",
              size / tree, 1000 * tree / size, tree / ours);
  std::printf("mojibake scan %7.0f MB/s\n", size / repair);
  return 0;
}
