#include "core/sync/numbers.hpp"

#include "core/http/answer.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton::sync {
namespace {

constexpr const char* kParcel = "00000000-0000-7000-8000-00000000000a";
constexpr const char* kRouting = "00000000-0000-7000-8000-00000000000b";
constexpr const char* kFirst = "00000000-0000-7000-8000-000000000001";
constexpr const char* kSecond = "00000000-0000-7000-8000-000000000002";

/// Two projects; two sessions are in the first.
test::Store two_sessions() {
  test::Store store;
  for (const char* uid : {kParcel, kRouting})
    store.call("POST", "/api/projects", {{"name", uid}, {"uid", uid}});
  for (const char* uid : {kFirst, kSecond})
    store.call("POST", "/api/sessions",
               {{"uid", uid}, {"project_id", kParcel}, {"account_name", "a"}});
  return store;
}

void merge(test::Store& store) {
  store.call("POST", std::string("/api/projects/") + kParcel + "/merge", {{"into", kRouting}});
}

std::string numbers_in(test::Store& store) {
  return store.rows(
      "SELECT group_concat(session_number, ' ') FROM (SELECT session_number FROM session_numbers "
      "ORDER BY session_id)")[0];
}

Json told_since(test::Store& store, std::int64_t seq) {
  const auto rows = store.database().run({{numbers_of(Json::array(), seq)}});
  REQUIRE(rows);
  return *parse_json(text_at(rows->front()[0], 0));
}

TEST_CASE("who has a number that is told of another gets the next free one", "[sync]") {
  test::Store store = two_sessions();
  REQUIRE(numbers_in(store) == "1 2");
  const Json told = {{kSecond, {1, kParcel}}};
  const auto rows = store.database().run({adopt_numbers(told, 100)});
  REQUIRE(rows);
  CHECK(numbers_in(store) == "2 1");
  Json changes = Json::array();
  append_renumbered(changes, *rows);
  CHECK(changes == Json{{{"session", kSecond}, {"project", kParcel}, {"was", 2}, {"is", 1}},
                        {{"session", kFirst}, {"project", kParcel}, {"was", 1}, {"is", 2}}});
}

TEST_CASE("a number that was told comes back when the merge that moved it did not last", "[sync]") {
  test::Store store = two_sessions();
  REQUIRE(store.run(adopt_numbers({{kFirst, {4, kParcel}}, {kSecond, {2, kParcel}}}, 100)));
  merge(store);
  REQUIRE(numbers_in(store) == "2 1");
  REQUIRE(store.run(take_told_numbers(100)));
  CHECK(numbers_in(store) == "2 1");  // as long as it lasts
  store.call("POST", std::string("/api/projects/") + kParcel + "/restore", Json::object());
  REQUIRE(store.run(take_told_numbers(100)));
  CHECK(numbers_in(store) == "4 2");
}

TEST_CASE("a number is told with the place of the log at which it changed", "[sync]") {
  test::Store store = two_sessions();
  CHECK(told_since(store, 0).empty());
  const std::int64_t before = std::stoll(store.rows("SELECT max(seq) FROM events")[0]);
  merge(store);
  CHECK(told_since(store, before) == Json{{kFirst, {1, kRouting}}, {kSecond, {2, kRouting}}});
  CHECK(told_since(store, before + 1).empty());
  // Another remote numbers it: no event says so.
  REQUIRE(store.run(adopt_numbers({{kFirst, {7, kRouting}}}, 100)));
  CHECK(told_since(store, before + 1) == Json{{kFirst, {7, kRouting}}});
}

TEST_CASE("numbers that contradict each other or are none do no harm", "[sync]") {
  test::Store store = two_sessions();
  REQUIRE(store.run(adopt_numbers({{kFirst, {5, kParcel}}, {kSecond, {5, kParcel}}}, 100)));
  CHECK(numbers_in(store) == "5 2");
  for (const Json& number : {Json(-1), Json(0), Json("x"), Json(), Json::object()})
    REQUIRE(store.run(adopt_numbers({{kSecond, {number, kParcel}}}, 100)));
  REQUIRE(store.run(adopt_numbers({{"nobody", {1, kParcel}}, {kFirst, {1, "nothing"}}}, 100)));
  CHECK(numbers_in(store) == "5 2");
}

}  // namespace
}  // namespace baton::sync
