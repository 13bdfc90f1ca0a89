#include "core/events/rebuild.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "tests/catch.hpp"
#include "tests/support/history.hpp"
#include "tests/support/store.hpp"

namespace baton {
namespace {

using History = std::vector<test::LoggedEvent>;

std::vector<std::string> everything(test::Store& store) {
  std::vector<std::string> all;
  std::vector<std::string> queries = test::projection_queries();
  queries.emplace_back("SELECT kind, id, uid FROM ids ORDER BY 1, 2");
  queries.emplace_back("SELECT session_id, session_number FROM session_numbers ORDER BY 1");
  queries.emplace_back("SELECT max(seq) = (SELECT folded FROM clock) FROM events");
  for (const std::string& query : queries) {
    all.push_back(query);
    for (std::string& row : store.rows(query)) all.push_back(std::move(row));
  }
  return all;
}

/// The schema but for the names of indexes, which take turns.
std::vector<std::string> schema(test::Store& store) {
  auto lines = store.rows(
      "SELECT type, tbl_name, replace(replace(replace(sql, '\"', ''), name, ''), '_2', '') FROM "
      "sqlite_master WHERE type <> 'table' OR name NOT GLOB 'texts_*'");
  std::sort(lines.begin(), lines.end());
  return lines;
}

void arrive(test::Store& store, const History& events) {
  const auto reply = store.run(test::arrival(events));
  if (!reply) FAIL(reply.error().message);
}

/// One call, destroyed at its batch number `most_batches` if it comes to that: nullopt.
std::optional<RebuildState> call(test::Store& store, RebuildPage page, int most_batches = 1000) {
  Run<Result<RebuildState>> run(rebuild(page));
  int batches = 0;
  while (const Effect* effect = run.step()) {
    if (std::holds_alternative<Batch>(*effect) && batches++ == most_batches) return std::nullopt;
    run.reply(native::perform(store.database(), *effect));
  }
  const auto state = run.result();
  if (!state) FAIL(state.error().message);
  return *state;
}

void finish(test::Store& store, RebuildPage page) {
  for (int calls = 0; calls < 1000; ++calls)
    if (call(store, page)->done) return;
  FAIL("the rebuild does not end");
}

TEST_CASE(
    "a rebuild gives the projections that were there, whatever its pages, and changes no id") {
  for (const std::int64_t events : {1, 7, 100}) {
    for (unsigned seed = 0; seed < 20; ++seed) {
      CAPTURE(events, seed);
      std::mt19937 random(seed);
      test::Store store;
      arrive(store, test::random_history(random, 40));
      const auto before = everything(store);
      const auto schema_before = schema(store);
      for (int again = 0; again < 2; ++again) {
        finish(store, {.events = events});
        REQUIRE(everything(store) == before);
        REQUIRE(schema(store) == schema_before);
      }
    }
  }
}

TEST_CASE("a rebuild mends what was lost or changed, at once or by pages") {
  for (const std::int64_t events : {7, 100}) {
    CAPTURE(events);
    std::mt19937 random(3);
    test::Store store;
    arrive(store, test::random_history(random, 60));
    const auto before = everything(store);
    REQUIRE(store.run({{"DELETE FROM projects", {}},
                       {"UPDATE sessions SET status = 'failed'", {}},
                       {"DELETE FROM fields", {}},
                       {"DELETE FROM conversation_history WHERE id % 2", {}}}));
    REQUIRE(everything(store) != before);
    finish(store, {.events = events});
    CHECK(everything(store) == before);
  }
}

TEST_CASE("a page is bounded in characters too, and one event may have more") {
  std::mt19937 random(5);
  test::Store store;
  arrive(store, test::random_history(random, 30));
  const auto before = everything(store);
  int calls = 1;
  while (!call(store, {.events = 100, .characters = 1})->done) ++calls;
  CHECK(calls >= 30);
  CHECK(everything(store) == before);
}

TEST_CASE("a rebuild destroyed at any batch leaves the tables as they are, and the next ends it") {
  std::mt19937 random(11);
  const History history = test::random_history(random, 30);
  for (int batch = 0;; ++batch) {
    CAPTURE(batch);
    test::Store store;
    arrive(store, history);
    const auto before = everything(store);
    bool destroyed = false;
    for (int calls = 0, left = batch; calls < 5 && !destroyed; ++calls, left = 0)
      destroyed = !call(store, {.events = 10}, left);
    REQUIRE(everything(store) == before);
    finish(store, {.events = 7});
    REQUIRE(everything(store) == before);
    REQUIRE(store.rows("SELECT count(*) FROM sqlite_master WHERE name GLOB 'rebuilt_*' OR name "
                       "GLOB 'replaced_*'") == std::vector<std::string>{"0"});
    if (batch > 60) break;
  }
}

TEST_CASE(
    "events that arrive between the pages are in the live tables at once and in the rebuilt") {
  for (unsigned seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const History history = test::random_history(random, 80);
    test::Store store;
    test::Store reference;
    std::size_t at = 20;
    const auto take = [&](std::size_t from, std::size_t to) {
      const History part(history.begin() + static_cast<std::ptrdiff_t>(from),
                         history.begin() + static_cast<std::ptrdiff_t>(to));
      arrive(store, part);
      arrive(reference, part);
    };
    take(0, at);
    for (bool done = false; !done;) {
      Run<Result<RebuildState>> run(rebuild({.events = 7}));
      while (const Effect* effect = run.step()) {
        if (std::holds_alternative<Batch>(*effect) && at < history.size() && random() % 3 == 0) {
          const std::size_t count = std::min<std::size_t>(1 + random() % 4, history.size() - at);
          take(at, at + count);
          at += count;
          REQUIRE(everything(store) == everything(reference));
        }
        run.reply(native::perform(store.database(), *effect));
      }
      const auto state = run.result();
      REQUIRE(state);
      done = state->done;
    }
    CHECK(everything(store) == everything(reference));
  }
}

TEST_CASE("two rebuilds at once help each other") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    test::Store store;
    arrive(store, test::random_history(random, 30));
    const auto before = everything(store);
    std::vector<std::unique_ptr<Run<Result<RebuildState>>>> runs(2);
    for (int ended = 0, steps = 0; ended < 2 && steps < 5000; ++steps) {
      auto& run = runs[random() % 2];
      if (!run)
        run = std::make_unique<Run<Result<RebuildState>>>(
            rebuild({.events = random() % 3 ? 7 : 100}));
      if (const Effect* effect = run->step()) {
        run->reply(native::perform(store.database(), *effect));
        continue;
      }
      const auto state = run->result();
      if (!state) FAIL(state.error().message);
      ended += state->done;
      run.reset();
    }
    runs.clear();
    finish(store, {.events = 7});
    REQUIRE(everything(store) == before);
  }
}

TEST_CASE("a rebuild that waited while another ran to its end goes on") {
  test::Store store;
  std::mt19937 random(11);
  arrive(store, test::random_history(random, 40));
  const auto before = everything(store);
  for (int slept_at = 0, batches = slept_at; batches >= slept_at; ++slept_at) {
    CAPTURE(slept_at);
    Run<Result<RebuildState>> run(rebuild({.events = 20}));
    batches = 0;
    while (const Effect* effect = run.step()) {
      if (std::holds_alternative<Batch>(*effect) && batches++ == slept_at)
        finish(store, {.events = slept_at % 2 ? 20 : 100});
      run.reply(native::perform(store.database(), *effect));
    }
    const auto state = run.result();
    if (!state) FAIL(state.error().message);
    finish(store, {.events = 7});
    REQUIRE(everything(store) == before);
  }
}

TEST_CASE("a rebuild that another schema began starts over; one that was given up is dropped") {
  std::mt19937 random(2);
  test::Store store;
  arrive(store, test::random_history(random, 30));
  const auto before = everything(store);
  const std::string tables = "SELECT count(*) FROM sqlite_master WHERE name GLOB 'rebuilt_*'";
  REQUIRE_FALSE(call(store, {.events = 7})->done);
  REQUIRE(store.run({{"UPDATE rebuild SET schema = 0", {}}, {"DELETE FROM rebuilt_projects", {}}}));
  REQUIRE_FALSE(call(store, {.events = 7})->done);
  finish(store, {.events = 7});
  CHECK(everything(store) == before);

  REQUIRE_FALSE(call(store, {.events = 7})->done);
  const auto dropped = [&](std::int64_t since) {
    Run<Result<std::int64_t>> run(drop_abandoned_rebuild(since, 4));
    while (const Effect* effect = run.step()) run.reply(native::perform(store.database(), *effect));
    return run.result().value_or(-1);
  };
  CHECK(dropped(0) == 0);
  const std::int64_t future = std::int64_t{1} << 50;
  CHECK(dropped(future) == 4);
  CHECK(dropped(future) == 4);
  CHECK(dropped(future) == 2);
  CHECK(dropped(future) == 0);
  CHECK(store.rows(tables)[0] == "0");
  CHECK(everything(store) == before);
}

TEST_CASE("the log of a store that is empty is rebuilt too") {
  test::Store store;
  CHECK(call(store, {})->done);
}

}  // namespace
}  // namespace baton
