#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/store/batch.hpp"

namespace baton::native {

/// An SQLite file that runs the core's batches. WAL, synchronous=FULL, D1's limits and functions
/// only, so that what passes here passes there. One connection; not thread-safe. Several
/// connections and processes may share a file: a writer waits for another, up to 10 s or as long as
/// the deadline allows.
class Database {
 public:
  using Deadline = std::chrono::steady_clock::time_point;
  static constexpr Deadline kNoDeadline = Deadline::max();

  /// Opens or creates the file at `path`, its folder too, and applies the migrations that it lacks.
  /// A file that cannot be written, or whose folder cannot, is opened for reading, unless it lacks
  /// a migration. Errors (all Fault::unavailable): code "not_a_database", "newer_schema",
  /// "read_only", "disk_full", "corrupt", "busy", "cannot_open"; the message names the file and
  /// says what to do.
  /// After the deadline nothing is waited for ("busy"), and half a second later no statement runs
  /// on
  /// ("over_time").
  static Result<Database> open(const std::string& path, Deadline deadline = kNoDeadline);

  /// The same, but creates nothing: Fault::not_found `no_database`.
  static Result<Database> open_existing(const std::string& path, Deadline deadline = kNoDeadline);

  /// Runs the statements as one transaction. Errors as `Batch` says.
  Batch::Reply run(const Batch& batch);

  /// Writes the file anew, so that nothing that was deleted is left in it nor in its log. True; an
  /// error "busy" if others do not let go of the file, "disk_full" if the copy has no room.
  Result<bool> erase();

  /// Problems that SQLite's integrity check and the search index's own find; empty if none.
  Result<std::vector<std::string>> check();

  const std::string& path() const;

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

 private:
  struct Connection;
  explicit Database(std::unique_ptr<Connection> connection);
  static Result<Database> connect(const std::string& path, const std::string& name, int flags,
                                  Deadline deadline);
  std::unique_ptr<Connection> connection_;
};

/// The refusal of `open_existing` if there is no file at `path`.
std::optional<Error> missing_database(const std::string& path);

}  // namespace baton::native
