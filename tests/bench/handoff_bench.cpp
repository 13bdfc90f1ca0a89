// A handoff from the turns of a session of 10 MB: adding them, finishing, and both renderings.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "core/handoff/extract.hpp"
#include "tests/support/measure.hpp"
#include "tests/support/words.hpp"

namespace {

using namespace baton;

constexpr std::size_t kBytes = 10'000'000;
constexpr int kRounds = 15;

class Maker {
 public:
  explicit Maker(unsigned seed = 7) : engine_(seed) {}

  std::vector<Turn> session(std::size_t bytes = kBytes) {
    while (bytes_ < bytes) round();
    return std::move(turns_);
  }

 private:
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }

  std::string sentence(int words) {
    constexpr const char* kWords[] = {"the",   "cache",   "router", "because", "fails",   "instead",
                                      "tests", "parser",  "of",     "adds",    "`a.cpp`", "12",
                                      "and",   "request", "is",     "empty",   "should",  "index"};
    std::string text = "The";
    for (int i = 0; i < words; ++i) text += std::string(" ") + kWords[below(std::size(kWords))];
    return text + ". ";
  }

  std::string lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "  " + sentence(8) + "\n";
    return text;
  }

  void add(Role role, TurnKind kind, std::string text, std::string tool = {}, bool failed = false) {
    Turn turn;
    turn.role = role;
    turn.kind = kind;
    turn.typed = role == Role::user;
    turn.tool = std::move(tool);
    turn.failed = failed;
    turn.uid = "c" + std::to_string(calls_) + (kind == TurnKind::tool_result ? ":result" : "");
    turn.text = std::move(text);
    bytes_ += turn.text.size() + 300;
    turns_.push_back(std::move(turn));
  }

  void call(const std::string& tool, const Json& input, std::string output, bool failed = false) {
    ++calls_;
    add(Role::assistant, TurnKind::tool_call, to_text(input), tool);
    add(Role::tool, TurnKind::tool_result, std::move(output), tool, failed);
  }

  void round() {
    add(Role::user, TurnKind::text, "Please change the router. " + sentence(20));
    for (int i = 0; i < 6; ++i) {
      const std::string path = "/home/ada/work/src/file" + std::to_string(below(300)) + ".cpp";
      add(Role::assistant, TurnKind::text, "Now the next part. " + sentence(14) + sentence(12));
      call("Read", {{"file_path", path}}, lines(120));
      call("Edit", {{"file_path", path}, {"old_string", lines(8)}, {"new_string", lines(9)}},
           "The file has been updated.");
      call("Bash", {{"command", "cd /home/ada/work && make test 2>&1 | tail -40"}},
           lines(40) + std::to_string(below(300)) + " passed in 1.2s\n", below(4) == 0);
    }
    add(Role::assistant, TurnKind::text,
        "## Done\n\n- " + sentence(12) + "\n- " + sentence(12) + "\n\n## Next steps\n\n- " +
            sentence(9));
  }

  std::mt19937 engine_;
  std::vector<Turn> turns_;
  std::size_t bytes_ = 0;
  int calls_ = 0;
};

struct Time {
  double wall = 0;
  double cpu = 0;
};

/// Milliseconds on the wall, and of the processor: the machine may have other work.
Time handoff_of(const std::vector<Turn>& turns) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  Extractor extractor;
  int number = 0;
  for (const Turn& turn : turns) extractor.add(turn, ++number);
  Closing closing;
  closing.cwd = "/home/ada/work";
  const Handoff handoff = extractor.finish(closing, nullptr);
  const std::size_t size = render_markdown(handoff).size() + render_prompt(handoff).size();
  const std::clock_t cpu_end = std::clock();
  const auto end = std::chrono::steady_clock::now();
  if (size < 1000) std::abort();
  return {std::chrono::duration<double, std::milli>(end - start).count(),
          1000.0 * static_cast<double>(cpu_end - cpu_start) / CLOCKS_PER_SEC};
}

/// Three hundred sessions of 100 kB, each carrying on what the one before left open; two new steps
/// a session, most of which are done within a few.
void measure_evolving() {
  constexpr int kSessions = 300;
  constexpr std::size_t kSessionBytes = 100'000;
  test::Words words(3);
  std::mt19937 random(5);
  std::vector<std::string> open;
  std::vector<double> times;
  std::string document;
  for (int number = 1; number <= kSessions; ++number) {
    Closing closing;
    closing.session_number = number;
    for (int i = 0; i < 2; ++i) open.push_back(closing.next.emplace_back(words.text(60)));
    if (number % 7 == 0) closing.blockers.push_back(words.text(60));
    while (open.size() > 5 + random() % 10) {
      const auto done = open.begin() + static_cast<std::ptrdiff_t>(random() % open.size());
      closing.accomplished.push_back(*done);
      open.erase(done);
    }
    const auto turns = Maker(static_cast<unsigned>(number)).session(kSessionBytes);
    times.push_back(test::milliseconds([&] {
      Extractor extractor;
      int turn_number = 0;
      for (const Turn& turn : turns) extractor.add(turn, ++turn_number);
      const Handoff previous = parse_handoff(document);
      const Handoff handoff = extractor.finish(closing, number > 1 ? &previous : nullptr);
      document = render_markdown(handoff);
      if (render_prompt(handoff).size() < 500) std::abort();
    }));
  }
  test::report("evolving handoff of 300 sessions, each: median", test::median(times), "ms",
               "<= 30 ms");
  test::report("the same, slowest", test::quantile(times, 1), "ms", "");
  test::report("the last document", static_cast<double>(document.size()) / 1e3, "kB", "");
}

}  // namespace

int main() {
  const std::vector<Turn> turns = Maker().session();
  std::vector<double> wall;
  std::vector<double> cpu;
  for (int i = 0; i < kRounds; ++i) {
    const Time time = handoff_of(turns);
    wall.push_back(time.wall);
    cpu.push_back(time.cpu);
  }
  test::report("handoff from a session of 10 MB", test::median(wall), "ms", "<= 150 ms");
  test::report("the same, processor time", test::median(cpu), "ms", "");
  measure_evolving();
}
