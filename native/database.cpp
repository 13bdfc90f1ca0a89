#include "native/database.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <set>
#include <string_view>
#include <thread>
#include <unordered_map>

#include "core/store/migrations.hpp"

namespace baton::native {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};

/// Functions that both SQLite 3.40 and D1 have and that the core uses. Sorted.
constexpr auto kFunctions = std::to_array<std::string_view>({"->",
                                                             "->>",
                                                             "abs",
                                                             "avg",
                                                             "bm25",
                                                             "char",
                                                             "coalesce",
                                                             "count",
                                                             "exists",
                                                             "exp",
                                                             "glob",
                                                             "group_concat",
                                                             "highlight",
                                                             "hex",
                                                             "ifnull",
                                                             "instr",
                                                             "json",
                                                             "json_array",
                                                             "json_array_length",
                                                             "json_each",
                                                             "json_extract",
                                                             "json_group_array",
                                                             "json_group_object",
                                                             "json_object",
                                                             "json_quote",
                                                             "julianday",
                                                             "length",
                                                             "like",
                                                             "ln",
                                                             "lower",
                                                             "match",
                                                             "max",
                                                             "min",
                                                             "nullif",
                                                             "printf",
                                                             "quote",
                                                             "random",
                                                             "rank",
                                                             "replace",
                                                             "round",
                                                             "row_number",
                                                             "snippet",
                                                             "strftime",
                                                             "substr",
                                                             "sum",
                                                             "tanh",
                                                             "total",
                                                             "trim",
                                                             "unixepoch",
                                                             "upper"});

/// What SQLite itself calls in ALTER TABLE. No statement can.
bool is_of_alter_table(std::string_view name) {
  return name == "sqlite_rename_table" || name == "sqlite_rename_test" ||
         name == "sqlite_rename_quotefix";
}

int authorize(void* /*unused*/, int action, const char* first, const char* second,
              const char* /*database*/, const char* /*trigger*/) {
  if (action == SQLITE_ATTACH || action == SQLITE_DETACH) return SQLITE_DENY;
  if (action == SQLITE_CREATE_TEMP_TABLE || action == SQLITE_CREATE_TEMP_VIEW) return SQLITE_DENY;
  if (action != SQLITE_FUNCTION) return SQLITE_OK;
  const std::string_view name = second ? second : first;
  const bool known = std::find(kFunctions.begin(), kFunctions.end(), name) != kFunctions.end();
  return known || is_of_alter_table(name) ? SQLITE_OK : SQLITE_DENY;
}

const char* code_of(int result, std::string_view message) {
  switch (result & 0xff) {
    case SQLITE_CONSTRAINT:
      return message.find("guard") != std::string_view::npos ? "guard" : "constraint";
    case SQLITE_TOOBIG:
      return "too_big";
    case SQLITE_READONLY:
      return "read_only";
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return "disk_full";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "busy";
    case SQLITE_INTERRUPT:
      return "over_time";
    case SQLITE_NOTADB:
      return "not_a_database";
    case SQLITE_CORRUPT:
      return "corrupt";
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return "cannot_open";
    default:
      return "store";
  }
}

std::string advice_for(std::string_view code, const std::string& path) {
  if (code == "not_a_database")
    return path + " is not a Baton database: name another file by --db.";
  if (code == "read_only")
    return path + " cannot be written: check its permissions and its folder's.";
  if (code == "disk_full")
    return "The disk that holds " + path +
           " is full or failing: nothing was changed. Free some room.";
  if (code == "busy")
    return path + " is in use by another process that does not let go: try again.";
  if (code == "over_time") return path + " did not answer in the time that there was.";
  if (code == "corrupt")
    return path + " is damaged: run `baton doctor`, or restore a copy. Nothing was changed.";
  if (code == "too_big") return "A value is larger than the 2 MB that the store takes.";
  if (code == "cannot_open") return path + " cannot be opened: check the path and its permissions.";
  return {};
}

Error error_of(sqlite3* handle, const std::string& path) {
  const std::string message = sqlite3_errmsg(handle);
  const std::string code = code_of(sqlite3_extended_errcode(handle), message);
  const std::string advice = advice_for(code, path);
  return {fault_of_store(code),
          code,
          advice.empty() ? "The store refused a statement: " + message + "." : advice,
          {}};
}

/// SQLITE_TOOBIG for a text over the limit, which would else be taken for NULL.
int bind(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value))
    return sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC,
                               SQLITE_UTF8);
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return sqlite3_bind_int64(statement, index, *number);
  if (const auto* real = std::get_if<double>(&value))
    return sqlite3_bind_double(statement, index, *real);
  return sqlite3_bind_null(statement, index);
}

Value column(sqlite3_stmt* statement, int index) {
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, index)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, index);
    case SQLITE_NULL:
      return std::monostate{};
    default: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, index));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
    }
  }
}

/// D1 gives the rows of a batch as objects: of two columns of one name one is lost, and those with
/// numbers for names come first. The name of such a column, "" where there is none.
std::string doubtful_column(sqlite3_stmt* statement) {
  const int count = sqlite3_column_count(statement);
  std::set<std::string> names;
  for (int i = 0; count > 1 && i < count; ++i) {
    const char* name = sqlite3_column_name(statement, i);
    const bool number = std::string_view(name).find_first_not_of("0123456789") == std::string::npos;
    if (number || !names.insert(name).second) return name;
  }
  return {};
}

void limit_like_d1(sqlite3* handle) {
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 2'000'000);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100'000);
  sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, 100);
  sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit(handle, SQLITE_LIMIT_COMPOUND_SELECT, 5);
  sqlite3_limit(handle, SQLITE_LIMIT_FUNCTION_ARG, 32);
  sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50);
  sqlite3_limit(handle, SQLITE_LIMIT_VARIABLE_NUMBER, 100);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
}

/// Whether what hinders is only that the file's folder cannot be written, where SQLite keeps the
/// files of its log. One that is there holds what the file does not.
bool may_still_be_read(const Error& error, const std::string& path) {
  std::error_code ignored;
  return (error.code == "cannot_open" || error.code == "read_only") &&
         std::filesystem::exists(path, ignored) && !std::filesystem::exists(path + "-wal", ignored);
}

/// Steps of SQLite's machine between two looks at the clock.
constexpr int kStepsBetweenLooks = 10'000;

/// Tries again every millisecond, so that none of many waiting processes starves.
int wait_until(void* deadline, int /*times*/) {
  if (std::chrono::steady_clock::now() >= *static_cast<Database::Deadline*>(deadline)) return 0;
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return 1;
}

int is_over(void* deadline) {
  const auto last = *static_cast<Database::Deadline*>(deadline) + std::chrono::milliseconds(500);
  return std::chrono::steady_clock::now() >= last ? 1 : 0;
}

/// `deadline` stays valid as long as the handle.
void keep_to(sqlite3* handle, Database::Deadline& deadline) {
  if (deadline == Database::kNoDeadline) {
    sqlite3_busy_timeout(handle, 10'000);
    return;
  }
  sqlite3_busy_handler(handle, wait_until, &deadline);
  sqlite3_progress_handler(handle, kStepsBetweenLooks, is_over, &deadline);
}

/// A name under which SQLite takes the file as it is, without a log beside it.
std::string immutable_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool special = c == '%' || c == '?' || c == '#';
    uri += special ? c == '%' ? "%25" : c == '?' ? "%3f" : "%23" : std::string(1, c);
  }
  return uri + "?immutable=1";
}

}  // namespace

struct Database::Connection {
  std::string path;
  Deadline deadline = kNoDeadline;
  std::unique_ptr<sqlite3, Close> handle;
  std::unordered_map<std::string, Prepared> prepared;

  bool execute(const char* sql) const {
    return sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  std::unexpected<Error> error() const { return std::unexpected(error_of(handle.get(), path)); }

  Result<sqlite3_stmt*> prepare(const std::string& sql) {
    if (const auto found = prepared.find(sql); found != prepared.end()) return found->second.get();
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(handle.get(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
      return error();
    const auto kept = prepared.emplace(sql, statement).first;
    if (std::string name = doubtful_column(statement); !name.empty()) {
      prepared.erase(kept);
      return fail(Fault::unavailable, "store",
                  "A statement has two columns, of which one is called " + name +
                      " like another or by a number.");
    }
    return statement;
  }

  Result<Rows> step_all(sqlite3_stmt* statement) const {
    Rows rows;
    const int columns = sqlite3_column_count(statement);
    int result = 0;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
      Row& row = rows.emplace_back();
      row.reserve(static_cast<std::size_t>(columns));
      for (int i = 0; i < columns; ++i) row.push_back(column(statement, i));
    }
    if (result != SQLITE_DONE) return error();
    return rows;
  }

  Result<Rows> run(const Statement& statement) {
    TRY(sqlite3_stmt * ready, prepare(statement.sql));
    int index = 0;
    int bound = SQLITE_OK;
    for (const Value& value : statement.parameters)
      if (bound == SQLITE_OK) bound = bind(ready, ++index, value);
    Result<Rows> rows = bound == SQLITE_OK ? step_all(ready) : error();
    sqlite3_reset(ready);
    sqlite3_clear_bindings(ready);
    return rows;
  }

  Result<bool> writes(const Batch& batch) {
    for (const Statement& statement : batch.statements) {
      TRY(sqlite3_stmt * ready, prepare(statement.sql));
      if (!sqlite3_stmt_readonly(ready)) return true;
    }
    return false;
  }

  Batch::Reply run_all(const Batch& batch) {
    std::vector<Rows> answers;
    answers.reserve(batch.statements.size());
    for (const Statement& statement : batch.statements) {
      TRY(Rows rows, run(statement));
      answers.push_back(std::move(rows));
    }
    return answers;
  }

  Result<std::int64_t> number(const std::string& sql) {
    TRY(const Rows rows, run({sql, {}}));
    const auto* value = rows.empty() ? nullptr : std::get_if<std::int64_t>(rows[0].data());
    return value ? *value : 0;
  }

  Result<std::int64_t> applied() {
    TRY(const auto ledger,
        number("SELECT count(*) FROM sqlite_master WHERE name = 'd1_migrations'"));
    if (ledger) return number("SELECT coalesce(max(id), 0) FROM d1_migrations");
    TRY(const auto tables, number("SELECT count(*) FROM sqlite_master"));
    if (tables == 0) return 0;
    return fail(Fault::unavailable, "not_a_database",
                path + " is an SQLite file of another program: name another file by --db.");
  }

  /// Under a write lock, so that two processes that open a new file do not both create it.
  Result<std::int64_t> migrate() {
    const auto all = migrations();
    TRY(const std::int64_t before, applied());
    if (before > static_cast<std::int64_t>(all.size()))
      return fail(
          Fault::unavailable, "newer_schema",
          path +
              " was written by a newer Baton: install that version, or name another file by --db.");
    if (before == static_cast<std::int64_t>(all.size())) return before;
    if (!execute("BEGIN IMMEDIATE")) return error();
    Result<std::int64_t> done = apply_missing();
    if (done && !execute("COMMIT")) done = error();
    if (!done) execute("ROLLBACK");
    return done;
  }

  Result<std::int64_t> apply_missing() {
    const auto all = migrations();
    if (!execute("CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, "
                 "name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)"))
      return error();
    TRY(const std::int64_t before, applied());
    for (std::size_t i = static_cast<std::size_t>(before); i < all.size(); ++i) {
      if (!execute(std::string(all[i].sql).c_str())) return error();
      TRY(const Rows none,
          run({"INSERT INTO d1_migrations (name) VALUES (?1)", {std::string(all[i].name)}}));
      static_cast<void>(none);
    }
    return static_cast<std::int64_t>(all.size());
  }
};

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

const std::string& Database::path() const { return connection_->path; }

Result<Database> Database::open(const std::string& path, Deadline deadline) {
  std::error_code ignored;
  const auto folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
  auto database = connect(path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, deadline);
  if (database || !may_still_be_read(database.error(), path)) return database;
  auto readable =
      connect(path, immutable_uri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, deadline);
  return readable ? std::move(readable) : std::move(database);
}

Result<Database> Database::open_existing(const std::string& path, Deadline deadline) {
  if (auto missing = missing_database(path)) return std::unexpected(*std::move(missing));
  return open(path, deadline);
}

std::optional<Error> missing_database(const std::string& path) {
  std::error_code ignored;
  if (path == ":memory:" || std::filesystem::exists(path, ignored)) return std::nullopt;
  return Error{Fault::not_found,
               "no_database",
               "There is no database at " + path +
                   ": `baton start`, `baton init` or `baton import` makes one, --db names another.",
               {}};
}

Result<Database> Database::connect(const std::string& path, const std::string& name, int flags,
                                   Deadline deadline) {
  auto connection = std::make_unique<Connection>();
  connection->path = path;
  connection->deadline = deadline;
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  connection->handle.reset(handle);
  if (opened != SQLITE_OK) return connection->error();
  sqlite3_extended_result_codes(handle, 1);
  keep_to(handle, connection->deadline);
  const bool writable = sqlite3_db_readonly(handle, "main") == 0;
  if (writable && !connection->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"))
    return connection->error();
  if (!connection->execute("PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; "
                           "PRAGMA temp_store = MEMORY"))
    return connection->error();
  TRY(const std::int64_t version, connection->migrate());
  static_cast<void>(version);
  limit_like_d1(handle);
  sqlite3_set_authorizer(handle, authorize, nullptr);
  return Database(std::move(connection));
}

Batch::Reply Database::run(const Batch& batch) {
  TRY(const bool writes, connection_->writes(batch));
  if (!connection_->execute(writes ? "BEGIN IMMEDIATE" : "BEGIN")) return connection_->error();
  Batch::Reply reply = connection_->run_all(batch);
  if (reply && !connection_->execute("COMMIT")) reply = connection_->error();
  if (!reply) connection_->execute("ROLLBACK");
  return reply;
}

Result<bool> Database::erase() {
  Connection& connection = *connection_;
  sqlite3* handle = connection.handle.get();
  // VACUUM attaches its copy, and calls what no statement may.
  connection.prepared.clear();
  sqlite3_set_authorizer(handle, nullptr, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1);
  const bool copied = connection.execute(
      "PRAGMA temp_store = FILE; PRAGMA secure_delete = ON; VACUUM; PRAGMA temp_store = MEMORY");
  Result<bool> erased = copied ? Result<bool>(true) : Result<bool>(connection.error());
  if (erased) {
    const auto busy = connection.number("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!busy || *busy != 0)
      erased = fail(Fault::unavailable, "busy", advice_for("busy", connection.path));
  }
  connection.prepared.clear();
  limit_like_d1(handle);
  sqlite3_set_authorizer(handle, authorize, nullptr);
  return erased;
}

Result<std::vector<std::string>> Database::check() {
  std::vector<std::string> problems;
  TRY(const Rows rows, connection_->run({"PRAGMA integrity_check", {}}));
  for (const Row& row : rows)
    if (const auto* text = std::get_if<std::string>(row.data()); text && *text != "ok")
      problems.push_back(*text);
  TRY(const auto no_index, connection_->number("SELECT EXISTS (SELECT 1 FROM index_missing)"));
  if (no_index) return problems;
  const Result<Rows> index = connection_->run(
      {"INSERT INTO texts_index (texts_index, rank) VALUES ('integrity-check', 0)", {}});
  if (!index) problems.push_back("search index: " + index.error().message);
  return problems;
}

}  // namespace baton::native
