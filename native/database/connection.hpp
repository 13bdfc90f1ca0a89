#pragma once
#include <sqlite3.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "core/base/result.hpp"
#include "native/database.hpp"

namespace baton::native {

/// One connection to an SQLite file, and the statements that were prepared on it.
struct Database::Connection {
  struct Close {
    void operator()(sqlite3* opened) const { sqlite3_close_v2(opened); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

  std::string path;
  Deadline deadline = kNoDeadline;
  std::unique_ptr<sqlite3, Close> handle;
  std::unordered_map<std::string, Prepared> prepared;

  /// Keeps to its deadline from now on, when it waits and when it works.
  void keep_to_deadline();

  /// What gives no rows; whether it succeeded.
  bool execute(const char* sql) const;
  std::unexpected<Error> error() const;

  Result<Rows> run(const Statement& statement);
  /// One after the other, up to the first that fails.
  Batch::Reply run_all(const Batch& batch);
  /// Whether one of the statements changes something.
  Result<bool> writes(const Batch& batch);
  /// The first column of the first row; 0 if it is no number.
  Result<std::int64_t> number(const std::string& sql);

  /// Applies the migrations that the file lacks, under a write lock, so that two processes that
  /// open a new file do not both create it. How many it has then.
  Result<std::int64_t> migrate();

 private:
  Result<sqlite3_stmt*> prepare(const std::string& sql);
  Result<Rows> step_all(sqlite3_stmt* statement) const;
  Result<std::int64_t> applied();
  Result<std::int64_t> apply_missing();
};

}  // namespace baton::native
