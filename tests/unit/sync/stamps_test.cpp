#include "core/sync/stamps.hpp"

#include "core/base/hash.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton::sync {
namespace {

void put(test::Store& store, const std::string& id, const std::string& device_id, int device_seq) {
  const std::string body = R"({"set":{"name":"n"}})";
  REQUIRE(store.run(
      {{"INSERT INTO events (id, workspace, device_id, device_seq, hlc, type, v, entity_id, body, "
        "body_hash, at) SELECT ?1, workspace, ?2, ?3, '0190000000000000', 'moon.landed', 1, 'm', "
        "?4, ?5, '2024-06-26T00:00:00.000Z' FROM clock",
        {id, device_id, std::int64_t{device_seq}, body, text_hash(body)}}}));
}

TEST_CASE("who gives up a place does not take one that another event gets", "[sync]") {
  test::Store store;
  const std::string own = store.rows("SELECT device_id FROM clock")[0];
  put(store, "a", own, 1);
  put(store, "b", "d1", 1);
  put(store, "c", "d1", 2);
  REQUIRE(store.run({{"UPDATE clock SET device_seq = 1", {}}}));
  // A copy of this data folder wrote under its id, and the server has that under these places.
  REQUIRE(
      store.run(take_over({{"b", own, 1, "0190000000000000"}, {"c", own, 2, "0190000000000000"}})));
  CHECK(store.rows("SELECT id || ' ' || device_seq FROM events WHERE device_id = '" + own +
                   "' ORDER BY device_seq") == std::vector<std::string>{"b 1", "c 2", "a 3"});
  CHECK(store.rows("SELECT device_seq FROM clock")[0] == "3");
}

}  // namespace
}  // namespace baton::sync
