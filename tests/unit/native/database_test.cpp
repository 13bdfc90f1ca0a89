#include "native/database.hpp"

#include <sqlite3.h>

#include "core/store/migrations.hpp"
#include "native/server/local_application.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::native {
namespace {

/// A database as the first schema left it, with a token.
void make_old_database(const std::string& path) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
  const std::string script =
      "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, "
      "applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);" +
      std::string(migrations()[0].sql) + "INSERT INTO d1_migrations (name) VALUES ('" +
      std::string(migrations()[0].name) +
      "'); INSERT INTO tokens (name, role, sha256, created_at) VALUES ('old', 'read', 'x', 'y');";
  CHECK(sqlite3_exec(handle, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(handle);
}

TEST_CASE("a database of the first schema gets what it lacks and keeps what it has") {
  const test::Folder folder;
  const std::string path = folder / "old.db";
  make_old_database(path);
  for (int opening = 0; opening < 2; ++opening) {
    auto database = Database::open(path);
    REQUIRE(database);
    const auto rows =
        database->run({{{"SELECT name, scoped FROM tokens", {}},
                        {"SELECT count(*) FROM d1_migrations", {}},
                        {"SELECT count(*) FROM token_projects, login_codes, login_sessions", {}}}});
    REQUIRE(rows);
    CHECK((*rows)[0] == Rows{{Value(std::string("old")), Value(std::int64_t{0})}});
    CHECK((*rows)[1] == Rows{{Value(static_cast<std::int64_t>(migrations().size()))}});
  }
  CHECK(has_token(path).value_or(false));
}

TEST_CASE("migrations are what the splitter of D1 takes") {
  for (const Migration& migration : migrations()) {
    INFO(migration.name);
    CHECK(migration.sql.find('\r') == std::string_view::npos);
    CHECK(migration.sql.find("TRIGGER") == std::string_view::npos);
  }
}

}  // namespace
}  // namespace baton::native
