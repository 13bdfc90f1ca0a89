// The command line as its user meets it, whole processes: importing a Claude Code transcript beside
// bare FTS5 insertion of the same text, the memory that a long one takes, and `baton start` on a
// large store. BATON names the binary.
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/transcript/importer.hpp"
#include "tests/support/baton_process.hpp"
#include "tests/support/filled_store.hpp"
#include "tests/support/measure.hpp"
#include "tests/support/transcript_generator.hpp"

namespace {

using namespace baton;
using test::Outcome;
using test::run_baton;
using test::WorkFolder;

constexpr int kImports = 5;
constexpr int kStarts = 21;
constexpr int kTurns = 100'000;
constexpr std::size_t kTranscriptBytes = std::size_t{54} << 20;
constexpr std::size_t kLongBytes = std::size_t{200} << 20;

void write_transcript(const std::string& path, std::size_t bytes) {
  std::ofstream file(path, std::ios::binary);
  test::generate_transcript({.bytes = bytes}, [&](std::string_view line) { file << line; });
}

std::vector<std::string> texts_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string transcript{std::istreambuf_iterator<char>(file), {}};
  std::vector<Turn> turns;
  const auto importer = make_importer("claude_code");
  importer->feed(transcript, turns);
  importer->finish(turns);
  std::vector<std::string> texts;
  for (Turn& turn : turns) texts.push_back(std::move(turn.text));
  return texts;
}

void execute(sqlite3* handle, const char* sql) {
  if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return;
  std::fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(handle));
  std::exit(1);
}

/// Puts the texts into an FTS5 table with the tokenizer and the durability of Baton's, a thousand a
/// transaction.
void insert_bare(const std::string& path, const std::vector<std::string>& texts) {
  sqlite3* handle = nullptr;
  sqlite3_open(path.c_str(), &handle);
  execute(handle,
          "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000");
  execute(handle,
          "CREATE VIRTUAL TABLE t USING fts5 (body, tokenize='unicode61 remove_diacritics 2')");
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(handle, "INSERT INTO t (body) VALUES (?1)", -1, &insert, nullptr);
  execute(handle, "BEGIN");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    sqlite3_bind_text64(insert, 1, texts[i].data(), texts[i].size(), SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_step(insert);
    sqlite3_reset(insert);
    if (i % 1000 == 999) execute(handle, "COMMIT; BEGIN");
  }
  execute(handle, "COMMIT");
  sqlite3_finalize(insert);
  sqlite3_close(handle);
}

void measure_import(const WorkFolder& folder) {
  const std::string transcript = folder / "transcript.jsonl";
  write_transcript(transcript, kTranscriptBytes);
  const auto texts = texts_of(transcript);
  std::vector<double> ours;
  std::vector<double> ratios;
  for (int i = 0; i < kImports; ++i) {
    const std::string number = std::to_string(i);
    ours.push_back(run_baton(folder, {"--db", folder / ("import" + number), "import", transcript})
                       .milliseconds);
    const double bare = test::milliseconds([&] { insert_bare(folder / ("bare" + number), texts); });
    ratios.push_back(100 * bare / ours.back());
  }
  const double megabytes = static_cast<double>(std::filesystem::file_size(transcript)) / 1e6;
  test::report("import of a transcript", megabytes / test::median(ours) * 1e3, "MB/s",
               ">= 40 MB/s");
  test::report("the same, of bare FTS5 insertion of its text", test::median(ratios), "%",
               ">= 70 %");
}

void measure_memory(const WorkFolder& folder) {
  const std::string transcript = folder / "long.jsonl";
  write_transcript(transcript, kLongBytes);
  const Outcome outcome = run_baton(folder, {"--db", folder / "long.db", "import", transcript});
  test::report("memory while importing 200 MB", outcome.megabytes, "MB", "< 300 MB");
}

void measure_start(const WorkFolder& folder) {
  const std::string path = folder / "start.db";
  {
    auto database = native::Database::open(path);
    if (!database) std::exit(1);
    test::fill_store(*database, kTurns);
  }
  std::vector<double> times;
  for (int i = 0; i < kStarts; ++i)
    times.push_back(run_baton(folder, {"--db", path, "--project", "bench", "start", "next thing"})
                        .milliseconds);
  test::report("baton start on 100,000 turns", test::median(times), "ms", "<= 25 ms");
}

}  // namespace

int main() {
  const WorkFolder folder;
  measure_import(folder);
  measure_memory(folder);
  measure_start(folder);
}
