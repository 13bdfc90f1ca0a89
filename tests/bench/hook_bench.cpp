// The hooks of assistants as whole processes, on a store of 100,000 turns: the handoff at a start,
// what is known of a prompt, and the intake of a transcript as it grows. BATON names the binary.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/base/json.hpp"
#include "tests/support/filled_store.hpp"
#include "tests/support/measure.hpp"
#include "tests/support/transcript_generator.hpp"
#include "tests/support/words.hpp"

namespace {

using namespace baton;
namespace fs = std::filesystem;

constexpr int kTurns = 100'000;
constexpr int kCalls = 200;
constexpr std::size_t kTranscriptBytes = std::size_t{8} << 20;
constexpr const char* kSession = "5e551011-0000-4000-8000-000000000001";

/// A folder that goes when this does.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("baton-hooks-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path / "work"); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  std::string operator/(const std::string& name) const { return (path / name).string(); }
};

/// Calls `baton hook EVENT` with the event on its standard input; ends the program if it fails.
double call_hook(const Folder& folder, const std::string& event, Json given) {
  given["session_id"] = kSession;
  given["hook_event_name"] = event;
  given["cwd"] = folder / "work";
  given["transcript_path"] = folder / "session.jsonl";
  std::ofstream(folder / "event.json") << to_text(given);
  const char* program = std::getenv("BATON");
  const std::string path = program ? program : "build/release/baton";
  const std::string database = folder / "baton.db";
  const std::string input = folder / "event.json";
  return test::milliseconds([&] {
    const pid_t process = fork();
    if (process == 0) {
      if (!std::freopen(input.c_str(), "r", stdin) || !std::freopen("/dev/null", "w", stdout))
        _exit(1);
      execl(path.c_str(), path.c_str(), "--db", database.c_str(), "hook", event.c_str(), nullptr);
      _exit(127);
    }
    int status = 0;
    if (waitpid(process, &status, 0) != process || status != 0) {
      std::fprintf(stderr, "hook %s failed\n", event.c_str());
      std::exit(1);
    }
  });
}

std::vector<std::string> lines_of_transcript(const Folder& folder) {
  std::vector<std::string> lines;
  test::generate_transcript(
      {.bytes = kTranscriptBytes, .session = kSession, .cwd = folder / "work"},
      [&](std::string_view line) { lines.emplace_back(line); });
  return lines;
}

void tell(const char* event, const std::vector<double>& times) {
  const std::string name = event;
  test::report((name + ": median").c_str(), test::median(times), "ms", "<= 30 ms");
  test::report((name + ": p99").c_str(), test::quantile(times, 0.99), "ms", "<= 100 ms");
  test::report((name + ": slowest").c_str(), test::quantile(times, 1), "ms", "<= 200 ms");
}

}  // namespace

int main() {
  const Folder folder;
  std::vector<std::string> samples;
  {
    auto database = native::Database::open(folder / "baton.db");
    if (!database) return 1;
    samples = test::fill_store(*database, kTurns).samples;
  }
  const auto lines = lines_of_transcript(folder);
  std::ofstream transcript(folder / "session.jsonl", std::ios::binary);
  std::vector<double> starts, prompts, stops, compactions, ends;
  std::size_t written = 0;
  for (int call = 0; call < kCalls; ++call) {
    const std::string& prompt = samples[static_cast<std::size_t>(call) % samples.size()];
    if (call % 4 == 0) starts.push_back(call_hook(folder, "SessionStart", {{"source", "startup"}}));
    prompts.push_back(call_hook(folder, "UserPromptSubmit", {{"prompt", prompt}}));
    const std::size_t until = lines.size() * static_cast<std::size_t>(call + 1) / kCalls;
    while (written < until) transcript << lines[written++];
    transcript.flush();
    stops.push_back(call_hook(folder, "Stop", {{"last_assistant_message", "It is done."}}));
    if (call % 10 == 0)
      compactions.push_back(call_hook(folder, "PreCompact", {{"trigger", "auto"}}));
    if (call % 10 == 5) ends.push_back(call_hook(folder, "SessionEnd", {{"reason", "other"}}));
  }
  tell("hook SessionStart on 100,000 turns", starts);
  tell("hook UserPromptSubmit", prompts);
  tell("hook Stop", stops);
  tell("hook PreCompact", compactions);
  tell("hook SessionEnd", ends);
}
