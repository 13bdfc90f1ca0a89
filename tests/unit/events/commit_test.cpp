#include <unistd.h>

#include <filesystem>
#include <thread>

#include "core/events/event.hpp"
#include "core/http/answer.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton {
namespace {

using native::Database;

struct TemporaryFolder {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               ("baton-test-" + std::to_string(::getpid()) + "-" +
                                std::to_string(reinterpret_cast<std::uintptr_t>(this)));
  TemporaryFolder() { std::filesystem::create_directories(path); }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
};

Database open(const std::string& path) {
  auto database = Database::open(path);
  REQUIRE(database);
  return *std::move(database);
}

/// Commits one change, counting the batches that it took.
int batches_of_commit(Database& database, std::string name) {
  Change change;
  change.events.push_back({"project.created", name, R"({"set":{"name":"x"}})"});
  Run<Result<std::vector<Rows>>> run(commit(std::move(change)));
  int batches = 0;
  while (const Effect* effect = run.step()) {
    batches += std::holds_alternative<Batch>(*effect);
    run.reply(native::perform(database, *effect));
  }
  return run.result() ? batches : -1;
}

TEST_CASE("hundreds of concurrent writers commit one batch each", "[threads]") {
  const TemporaryFolder folder;
  const std::string path = (folder.path / "log.db").string();
  open(path);
  constexpr int kThreads = 8;
  constexpr int kWrites = 40;
  std::vector<int> batches(kThreads, 0);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      auto database = Database::open(path);
      for (int i = 0; database && i < kWrites; ++i)
        batches[static_cast<std::size_t>(t)] +=
            batches_of_commit(*database, std::to_string(t) + "-" + std::to_string(i));
    });
  for (std::thread& thread : threads) thread.join();
  for (const int count : batches) CHECK(count == kWrites);

  Database database = open(path);
  const auto rows =
      database.run(Batch{{{"SELECT count(*), count(DISTINCT device_seq), max(device_seq), "
                           "count(DISTINCT hlc) FROM events",
                           {}},
                          {"SELECT count(*) FROM projects", {}}}});
  REQUIRE(rows);
  for (std::size_t i = 0; i < 4; ++i) CHECK(integer_at((*rows)[0][0], i) == kThreads * kWrites);
  CHECK(integer_at((*rows)[1][0], 0) == kThreads * kWrites);
}

TEST_CASE("a guard that fails aborts the whole change") {
  test::Store store;
  Change change;
  change.guards.push_back(unless("1 = ?1", {std::int64_t{1}}));
  change.texts.push_back({"h", "text"});
  change.events.push_back({"project.created", "p", R"({"set":{"name":"x"}})"});
  Run<Result<std::vector<Rows>>> run(commit(std::move(change)));
  while (const Effect* effect = run.step()) run.reply(native::perform(store.database(), *effect));
  const auto outcome = run.result();
  REQUIRE(!outcome);
  CHECK(outcome.error().code == "guard");
  CHECK(store.rows("SELECT count(*) FROM events") == std::vector<std::string>{"0"});
  CHECK(store.rows("SELECT count(*) FROM texts") == std::vector<std::string>{"0"});
}

TEST_CASE("the clock goes on when the wall clock goes back, and its counter carries over") {
  test::Store store;
  const auto stamp = [&](std::int64_t now) {
    Change change;
    change.events.push_back({"project.created", "p" + std::to_string(now), "{}"});
    Run<Result<std::vector<Rows>>> run(commit(std::move(change)));
    while (const Effect* effect = run.step()) {
      if (std::holds_alternative<Now>(*effect))
        run.reply(Now::Reply{now});
      else
        run.reply(native::perform(store.database(), *effect));
    }
    REQUIRE(run.result());
    return store.rows("SELECT hlc FROM events ORDER BY seq DESC LIMIT 1")[0];
  };
  CHECK(stamp(0x1000) == "0000000010000000");
  CHECK(stamp(0x0fff) == "0000000010000001");
  CHECK(stamp(0x1000) == "0000000010000002");
  REQUIRE(store.run({{"UPDATE clock SET counter = 65535", {}}}));
  CHECK(stamp(0x0001) == "0000000010010000");
  CHECK(stamp(0x2000) == "0000000020000000");
}

}  // namespace
}  // namespace baton
