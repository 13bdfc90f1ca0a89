#pragma once
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "core/store/batch.hpp"

namespace baton::native {

/// An SQLite file that runs the core's batches. WAL, synchronous=FULL, D1's limits and functions
/// only, so that what passes here passes there. One connection; not thread-safe. Several
/// connections and processes may share a file: a writer waits up to 10 s for another.
class Database {
 public:
  /// Opens or creates the file at `path`, its folder too, and applies the migrations that it lacks.
  /// Errors (all Fault::unavailable): code "not_a_database", "newer_schema", "read_only",
  /// "disk_full", "corrupt", "busy", "cannot_open"; the message names the file and says what to do.
  static Result<Database> open(const std::string& path);

  /// Runs the statements as one transaction. Errors as `Batch` says.
  Batch::Reply run(const Batch& batch);

  /// Problems that SQLite's integrity check and the search index's own find; empty if none.
  Result<std::vector<std::string>> check();

  const std::string& path() const;

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

 private:
  struct Connection;
  explicit Database(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace baton::native
