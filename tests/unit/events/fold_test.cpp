#include "core/events/fold.hpp"
#include "core/events/text_index.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/events/event.hpp"
#include "tests/catch.hpp"
#include "tests/support/history.hpp"
#include "tests/support/store.hpp"

namespace baton {
namespace {

int histories_to_try() {
  const char* asked = std::getenv("BATON_HISTORIES");
  return asked ? std::atoi(asked) : 1000;
}

std::vector<std::string> projections(test::Store& store) {
  std::vector<std::string> all;
  for (const std::string& query : test::projection_queries()) {
    all.push_back(query);
    for (std::string& row : store.rows(query)) all.push_back(std::move(row));
  }
  return all;
}

void clear(test::Store& store) {
  std::vector<Statement> statements = {{"UPDATE clock SET folded = 0", {}}};
  for (const std::string_view table : baton::projections())
    statements.push_back({"DELETE FROM " + std::string(table), {}});
  for (const char* table : {"events", "ids", "session_numbers", "texts", "texts_missing"})
    statements.push_back({"DELETE FROM " + std::string(table), {}});
  statements.push_back({"UPDATE clock SET indexed = 0", {}});
  REQUIRE(store.run(std::move(statements)));
}

/// The first row of one that the other lacks; "" if there is none.
std::string difference(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  for (const std::string& row : one)
    if (std::find(other.begin(), other.end(), row) == other.end()) {
      const auto at = static_cast<std::size_t>(&row - one.data());
      return row + "\n against " + (at < other.size() ? other[at] : "nothing");
    }
  return one.size() == other.size() ? "" : "the number of rows";
}

/// The history in another order, some events more than once, in batches of random size.
void deliver(test::Store& store, std::vector<test::LoggedEvent> history, std::mt19937& random) {
  for (std::size_t i = history.size() / 3; i > 0; --i)
    history.push_back(history[random() % history.size()]);
  std::shuffle(history.begin(), history.end(), random);
  for (std::size_t at = 0; at < history.size();) {
    const std::size_t count = std::min<std::size_t>(1 + random() % 12, history.size() - at);
    const auto begin = history.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = begin + static_cast<std::ptrdiff_t>(count);
    const auto reply = store.run(test::arrival({begin, end}));
    if (!reply) FAIL(reply.error().message);
    at += count;
  }
}

TEST_CASE("every order and duplication of a history gives the same projections") {
  test::Store in_order;
  test::Store shuffled;
  for (int seed = 0; seed < histories_to_try(); ++seed) {
    std::mt19937 random(static_cast<unsigned>(seed));
    const auto history = test::random_history(random, 4 + static_cast<int>(random() % 30));
    clear(in_order);
    clear(shuffled);
    REQUIRE(in_order.run(test::arrival(history)));
    deliver(shuffled, history, random);
    INFO("seed " << seed);
    REQUIRE(difference(projections(in_order), projections(shuffled)) == "");
  }
}

TEST_CASE("a text that arrives after the event that names it is searchable from then on") {
  test::Store store;
  const std::string search = "SELECT count(*) FROM texts_index WHERE texts_index MATCH 'late'";
  const std::string hash = "00000000000000000000000000000001";
  const test::LoggedEvent event{
      "e",
      "d",
      "0000000000010000",
      "session.appended",
      "s",
      R"({"turns":[{"u":"1","r":"user","k":"text","h":")" + hash + "\"}]}",
      "1970-01-01T00:00:00.001Z",
      1};
  REQUIRE(store.run(test::arrival({event})));
  REQUIRE(store.run(text_index_statements(1)));
  CHECK(store.rows(search)[0] == "0");
  REQUIRE(store.run({{"UPDATE texts SET body = 'too late' WHERE hash = ?1", {hash}}}));
  REQUIRE(store.run(test::arrival({})));
  CHECK(store.rows(search)[0] == "1");
  REQUIRE(store.run(test::arrival({})));
  CHECK(store.rows(search)[0] == "1");
  CHECK(store.rows("SELECT count(*) FROM texts_missing")[0] == "0");
}

TEST_CASE("texts wait for the search index until enough do or someone searches") {
  test::Store store;
  const std::string indexed = "SELECT indexed FROM clock";
  const auto add = [&](std::int64_t from, std::int64_t count) {
    REQUIRE(store.run(
        {{"WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1 + ?2) "
          "INSERT INTO texts (hash, body) SELECT printf('%032x', i), 'word' FROM n",
          {from, count}}}));
    REQUIRE(store.run(test::arrival({})));
  };
  add(0, kTextsToIndex - 1);
  CHECK(store.rows(indexed)[0] == "0");
  add(kTextsToIndex, 1);
  CHECK(store.rows(indexed)[0] == std::to_string(kTextsToIndex));
  add(kTextsToIndex + 1, 1);
  CHECK(store.rows(indexed)[0] == std::to_string(kTextsToIndex));
  REQUIRE(store.run(text_index_statements(1)));
  CHECK(store.rows("SELECT count(*) FROM texts_index WHERE texts_index MATCH 'word'")[0] ==
        std::to_string(kTextsToIndex + 1));
  CHECK(store.rows(texts_waiting().sql)[0] == "0");
}

}  // namespace
}  // namespace baton
