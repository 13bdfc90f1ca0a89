#include "native/database.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "core/http/answer.hpp"
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

}  // namespace
}  // namespace baton::native
