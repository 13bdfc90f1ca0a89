#include "native/database.hpp"

#include <malloc.h>
#include <sqlite3.h>

#include <filesystem>

#include "native/database/connection.hpp"
#include "native/database/d1_limits.hpp"
#include "native/database/errors.hpp"

namespace baton::native {
namespace {

/// Whether what hinders is only that the file's folder cannot be written, where SQLite keeps the
/// files of its log. One that is there holds what the file does not.
bool may_still_be_read(const Error& error, const std::string& path) {
  std::error_code ignored;
  return (error.code == "cannot_open" || error.code == "read_only") &&
         std::filesystem::exists(path, ignored) && !std::filesystem::exists(path + "-wal", ignored);
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

namespace {

/// SQLite's allocator counts under one lock for all threads, and glibc gives memory back to the
/// system after each large answer, to fault it in for the next. Must precede SQLite's first use in
/// the process, else the first half is without effect.
bool tune_allocators() {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK &&
         mallopt(M_TRIM_THRESHOLD, 4 * 1024 * 1024) == 1;
}

}  // namespace

Result<Database> Database::connect(const std::string& path, const std::string& name, int flags,
                                   Deadline deadline) {
  static const bool tuned = tune_allocators();
  static_cast<void>(tuned);
  auto connection = std::make_unique<Connection>();
  connection->path = path;
  connection->deadline = deadline;
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  connection->handle.reset(handle);
  if (opened != SQLITE_OK) return connection->error();
  sqlite3_extended_result_codes(handle, 1);
  connection->keep_to_deadline();
  const bool writable = sqlite3_db_readonly(handle, "main") == 0;
  if (writable && !connection->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"))
    return connection->error();
  // A page that many commits write goes into the file once for all of 4,000, 16 MB of WAL.
  if (!connection->execute("PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; "
                           "PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY"))
    return connection->error();
  TRY(const std::int64_t version, connection->migrate());
  static_cast<void>(version);
  limit_like_d1(handle);
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
  lift_limits(handle);
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
