#include "native/database.hpp"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "core/http/answer.hpp"
#include "core/store/migrations.hpp"
#include "native/server/local_application.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace baton::native {
namespace {

namespace fs = std::filesystem;

constexpr uid_t kNobody = 65534;

/// Somebody without rights over others' files, as long as it lives.
class Unprivileged {
 public:
  Unprivileged() {
    if (::geteuid() == 0) changed_ = ::seteuid(kNobody) == 0;
  }
  ~Unprivileged() {
    if (changed_) static_cast<void>(::seteuid(0));
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  bool changed_ = false;
};

Batch one(const char* sql) { return Batch{{{sql, {}}}}; }

/// A database with a row in it, closed.
std::string filled(const test::Folder& folder) {
  const std::string path = folder / "closed/x.db";
  REQUIRE(::chmod((folder / "").c_str(), 0755) == 0);
  auto database = Database::open(path);
  REQUIRE(database);
  REQUIRE(database->run(one("INSERT INTO ids (kind, id, uid) VALUES ('project', 1, 'u')")));
  return path;
}

TEST_CASE("a database is made where it is asked for, and only there") {
  const test::Folder folder;
  const std::string path = folder / "not/there/x.db";
  const auto missing = Database::open_existing(path);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().fault == Fault::not_found);
  CHECK(missing.error().code == "no_database");
  CHECK(missing.error().message.contains(path));
  CHECK_FALSE(fs::exists(folder / "not"));
  CHECK(Database::open(path));
  CHECK(Database::open_existing(path));
}

TEST_CASE("a database that cannot be written is read, and says so when it is written") {
  const test::Folder folder;
  const std::string path = filled(folder);
  for (const mode_t folder_mode : {0755, 0555}) {
    CAPTURE(folder_mode);
    REQUIRE(::chmod(path.c_str(), 0444) == 0);
    REQUIRE(::chmod((folder / "closed").c_str(), folder_mode) == 0);
    const Unprivileged nobody;
    auto database = Database::open(path);
    REQUIRE(database);
    const auto rows = database->run(one("SELECT count(*) FROM ids"));
    REQUIRE(rows);
    CHECK(integer_at((*rows)[0][0], 0) == 1);
    const auto written = database->run(one("DELETE FROM ids"));
    REQUIRE_FALSE(written);
    CHECK(written.error().code == "read_only");
    CHECK(written.error().message.contains(path));
  }
  CHECK(::chmod((folder / "closed").c_str(), 0755) == 0);
}

TEST_CASE("a database that cannot be written and lacks a migration is refused") {
  const test::Folder folder;
  const std::string path = filled(folder);
  {
    auto database = Database::open(path);
    REQUIRE(database);
    REQUIRE(database->run(one("DELETE FROM d1_migrations WHERE id > 1")));
  }
  REQUIRE(::chmod(path.c_str(), 0444) == 0);
  REQUIRE(::chmod((folder / "closed").c_str(), 0555) == 0);
  {
    const Unprivileged nobody;
    const auto database = Database::open(path);
    REQUIRE_FALSE(database);
    CHECK(database.error().code == "read_only");
  }
  CHECK(::chmod((folder / "closed").c_str(), 0755) == 0);
}

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

TEST_CASE("columns that D1 would lose or put elsewhere are refused") {
  auto database = Database::open(":memory:");
  REQUIRE(database);
  for (const char* sql : {"SELECT 1 AS a, 2 AS a", "SELECT id, 7 FROM ids", "SELECT 1, 'x'"})
    CHECK_FALSE(database->run(one(sql)));
  for (const char* sql : {"SELECT 1", "SELECT 1 AS a, 2 AS b", "SELECT 'x', id FROM ids"})
    CHECK(database->run(one(sql)));
}

}  // namespace
}  // namespace baton::native
