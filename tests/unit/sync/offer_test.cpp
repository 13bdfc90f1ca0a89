#include "core/sync/offer.hpp"

#include "core/base/hash.hpp"
#include "core/sync/receive.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton::sync {
namespace {

constexpr int kTexts = 11;
constexpr std::size_t kTextOf = 100'000;

/// An event that names texts of more bytes together than a page has room for.
void put_large(test::Store& store, const std::string& id, int device_seq) {
  Json turns = Json::array();
  for (int i = 0; i < kTexts; ++i) {
    const std::string text = id + std::to_string(i) + std::string(kTextOf, 'x');
    REQUIRE(
        store.run({{"INSERT INTO texts (hash, body) VALUES (?1, ?2)", {text_hash(text), text}}}));
    turns.push_back({{"h", text_hash(text)}});
  }
  const std::string body = to_text({{"turns", turns}});
  REQUIRE(store.run(
      {{"INSERT INTO events (id, workspace, device_id, device_seq, hlc, type, v, entity_id, body, "
        "body_hash, at) SELECT ?1, workspace, 'd', ?2, '0190000000000000', 'moon.landed', 1, 'm', "
        "?3, ?4, '2024-06-26T00:00:00.000Z' FROM clock",
        {id, std::int64_t{device_seq}, body, text_hash(body)}}}));
}

std::vector<std::string> offered_in_pages(test::Store& store, std::int64_t end) {
  std::vector<std::string> ids;
  std::int64_t cursor = 0;
  for (bool more = true; more;) {
    const Offer page =
        offer_of(store.database().run({{page_for_device(cursor, 500)}})->front(), cursor, 500, end);
    for (const ForeignEvent& event : page.load.events) ids.push_back(event.id);
    REQUIRE(page.load.events.size() <= 2);
    more = page.more;
    cursor = page.cursor;
  }
  CHECK(cursor == end);
  return ids;
}

TEST_CASE("behind an event that fills more than a page alone the others follow", "[sync]") {
  test::Store store;
  store.call("POST", "/api/projects", {{"name", "before"}});
  put_large(store, "large", 1);
  put_large(store, "larger", 2);
  store.call("POST", "/api/projects", {{"name", "after"}});
  const auto ids = store.rows("SELECT id FROM events ORDER BY seq");
  REQUIRE(ids.size() == 4);
  CHECK(offered_in_pages(store, 4) == ids);
}

}  // namespace
}  // namespace baton::sync
