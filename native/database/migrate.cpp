#include "core/store/migrations.hpp"
#include "native/database/connection.hpp"

namespace baton::native {

Result<std::int64_t> Database::Connection::applied() {
  TRY(const auto ledger, number("SELECT count(*) FROM sqlite_master WHERE name = 'd1_migrations'"));
  if (ledger) return number("SELECT coalesce(max(id), 0) FROM d1_migrations");
  TRY(const auto tables, number("SELECT count(*) FROM sqlite_master"));
  if (tables == 0) return 0;
  return fail(Fault::unavailable, "not_a_database",
              path + " is an SQLite file of another program: name another file by --db.");
}

Result<std::int64_t> Database::Connection::migrate() {
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

Result<std::int64_t> Database::Connection::apply_missing() {
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

}  // namespace baton::native
