#include "core/sync/integrity.hpp"

#include "core/base/json_in.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton::sync {
namespace {

Json figures(test::Store& store) { return store.call("GET", "/api/sync/summary").at("data").at(0); }

TEST_CASE("the summary of a log counts its events and adds up their hashes", "[sync]") {
  test::Store store;
  CHECK(store.call("GET", "/api/sync/summary").at("data").empty());
  for (const char* name : {"one", "two", "three"})
    store.call("POST", "/api/projects", {{"name", name}});
  std::int64_t sum = 0;
  for (const std::string& digits : store.rows("SELECT substr(body_hash, 1, 8) FROM events"))
    sum += std::stoll(digits, nullptr, 16);
  const Json all = figures(store);
  CHECK(number_in(all, "events") == 3);
  CHECK(number_in(all, "last") == 3);
  CHECK(number_in(all, "sum") == sum);
}

TEST_CASE("a hole shows in the summary, and another body of an event", "[sync]") {
  test::Store store;
  for (const char* name : {"one", "two", "three"})
    store.call("POST", "/api/projects", {{"name", name}});
  store.rows("UPDATE events SET body_hash = 'f' || substr(body_hash, 2) WHERE seq = 2");
  const std::int64_t before = number_in(figures(store), "sum");
  store.rows("UPDATE events SET body_hash = '0' || substr(body_hash, 2) WHERE seq = 2");
  CHECK(before - number_in(figures(store), "sum") == 0xf0000000);
  store.rows("DELETE FROM events WHERE seq = 2");
  CHECK(number_in(figures(store), "events") == 2);
  CHECK(number_in(figures(store), "last") == 3);
}

}  // namespace
}  // namespace baton::sync
