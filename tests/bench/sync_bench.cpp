// A store of 100,000 turns pushed to an empty `baton serve`, and pulled from it by an empty store,
// as whole processes over HTTP, beside a bare loop that writes the same rows and the same index:
// with 200 turns an event, as transcripts are imported, and with one.
// BATON names the binary.
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/baton_process.hpp"
#include "tests/support/filled_store.hpp"
#include "tests/support/measure.hpp"

namespace {

using namespace baton;
using test::run_baton;
using test::WorkFolder;

constexpr int kTurns = 100'000;
constexpr int kQuietSyncs = 21;
constexpr int kRowsATransaction = 1000;

/// `baton serve` on a database; ends with this.
class Serving {
 public:
  explicit Serving(const std::string& database) {
    std::array<int, 2> output{};
    if (pipe(output.data()) != 0) std::exit(1);
    process_ = fork();
    if (process_ == 0) {
      dup2(output[1], STDOUT_FILENO);
      const char* program = std::getenv("BATON");
      const std::string path = program ? program : "build/release/baton";
      execl(path.c_str(), path.c_str(), "--db", database.c_str(), "serve", "--port", "0", nullptr);
      _exit(127);
    }
    for (char c = 0; read(output[0], &c, 1) == 1 && c != '\n';) address_ += c;
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;
  ~Serving() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
  }
  const std::string& address() const { return address_; }

 private:
  pid_t process_ = 0;
  std::string address_;
};

void must(bool done, sqlite3* handle) {
  if (done) return;
  std::fprintf(stderr, "%s\n", sqlite3_errmsg(handle));
  std::exit(1);
}

sqlite3* opened(const std::string& path) {
  sqlite3* handle = nullptr;
  sqlite3_open(path.c_str(), &handle);
  must(
      sqlite3_exec(
          handle,
          "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000; PRAGMA "
          "wal_autocheckpoint = 4000",
          nullptr, nullptr, nullptr) == SQLITE_OK,
      handle);
  return handle;
}

/// Row by row, a thousand a transaction; `insert` takes the columns that `select` gives.
void copy_rows(sqlite3* from, sqlite3* to, const std::string& select, const std::string& insert) {
  sqlite3_stmt* reading = nullptr;
  sqlite3_stmt* writing = nullptr;
  must(sqlite3_prepare_v2(from, select.c_str(), -1, &reading, nullptr) == SQLITE_OK, from);
  must(sqlite3_prepare_v2(to, insert.c_str(), -1, &writing, nullptr) == SQLITE_OK, to);
  int rows = 0;
  sqlite3_exec(to, "BEGIN", nullptr, nullptr, nullptr);
  while (sqlite3_step(reading) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(reading); ++i)
      sqlite3_bind_value(writing, i + 1, sqlite3_column_value(reading, i));
    must(sqlite3_step(writing) == SQLITE_DONE, to);
    sqlite3_reset(writing);
    if (++rows % kRowsATransaction == 0)
      sqlite3_exec(to, "COMMIT; BEGIN", nullptr, nullptr, nullptr);
  }
  sqlite3_exec(to, "COMMIT", nullptr, nullptr, nullptr);
  sqlite3_finalize(reading);
  sqlite3_finalize(writing);
}

std::string placeholders(sqlite3* handle, const std::string& table) {
  sqlite3_stmt* statement = nullptr;
  must(sqlite3_prepare_v2(handle, ("SELECT * FROM " + table).c_str(), -1, &statement, nullptr) ==
           SQLITE_OK,
       handle);
  std::string list;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) list += i ? ", ?" : "?";
  sqlite3_finalize(statement);
  return list;
}

/// The rows of the tables that a sync fills, and the search index.
void write_bare(const std::string& source, const std::string& path) {
  sqlite3* from = opened(source);
  sqlite3* to = opened(path);
  for (const std::string table : {"events", "texts", "ids", "fields", "projects", "sessions",
                                  "session_numbers", "conversation_history"})
    copy_rows(from, to, "SELECT * FROM " + table,
              "INSERT INTO " + table + " VALUES (" + placeholders(to, table) + ")");
  copy_rows(from, to, "SELECT id, body, words FROM texts WHERE body IS NOT NULL",
            "INSERT INTO texts_index (rowid, body, words) VALUES (?, ?, ?)");
  sqlite3_close(from);
  sqlite3_close(to);
}

void make_empty(const std::string& path) {
  if (!native::Database::open(path)) std::exit(1);
}

/// The same history as it is written turn by turn: each event of many turns becomes as many events.
constexpr const char* kOneTurnAnEvent = R"(
CREATE TEMP TABLE single AS SELECT row_number() OVER (ORDER BY e.seq, t.key) AS number,
  e.id || coalesce('-' || t.key, '') AS id, e.workspace, e.device_id, e.hlc, e.type, e.v, e.entity_id,
  CASE WHEN t.key IS NULL THEN e.body ELSE json_object('turns', json_array(json(t.value))) END AS body,
  e.body_hash, e.at
FROM events e LEFT JOIN json_each(e.body, '$.turns') t;
DELETE FROM events;
INSERT INTO events SELECT number, id, workspace, device_id, number, hlc, type, v, entity_id, body, body_hash,
  at FROM single;
UPDATE clock SET device_seq = (SELECT max(number) FROM single), folded = (SELECT max(number) FROM single))";

void split_events(const std::string& from, const std::string& to) {
  std::filesystem::copy_file(from, to);
  sqlite3* handle = opened(to);
  must(sqlite3_exec(handle, kOneTurnAnEvent, nullptr, nullptr, nullptr) == SQLITE_OK, handle);
  sqlite3_close(handle);
}

/// Pushes the store to an empty server and pulls it into an empty store.
void exchange(const WorkFolder& folder, const std::string& store, const std::string& what) {
  const auto named = [&](const char* part) { return folder / (store + "-" + part); };
  make_empty(named("bare"));
  const double bare = test::milliseconds([&] { write_bare(folder / store, named("bare")); });
  const Serving server(named("server"));
  const auto sync = [&](const std::string& database) {
    return run_baton(folder, {"--db", database, "sync"}).milliseconds;
  };
  for (const std::string& database : {folder / store, named("fresh")})
    run_baton(folder, {"--db", database, "remote", "add", server.address(), "--no-token", "--all"});
  const double push = sync(folder / store);
  const double pull = sync(named("fresh"));
  std::vector<double> quiet;
  for (int i = 0; i < kQuietSyncs; ++i) quiet.push_back(sync(named("fresh")));
  const std::string title = "a bare loop that writes the rows and the index of " + what;
  test::report(title.c_str(), bare, "ms", "");
  test::report("pushing them to an empty server, beside that", 100 * bare / push, "%", ">= 70 %");
  test::report("first sync of a fresh device, beside that", 100 * bare / pull, "%", ">= 70 %");
  test::report("baton sync with nothing new, whole process: median", test::median(quiet), "ms",
               "<= 20 ms");
}

}  // namespace

int main() {
  const WorkFolder folder;
  {
    auto database = native::Database::open(folder / "full.db");
    if (!database) return 1;
    test::fill_store(*database, kTurns);
  }
  split_events(folder / "full.db", folder / "single.db");
  exchange(folder, "full.db", "100,000 turns in 1,001 events");
  exchange(folder, "single.db", "100,000 turns in 100,501 events");
}
