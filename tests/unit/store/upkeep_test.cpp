#include <string>
#include <vector>

#include "core/events/rebuild.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton {
namespace {

std::string save(test::Store& store, int turns, const std::string& word) {
  const Json project = store.call("POST", "/api/projects", {{"name", word}});
  const Json session = store.call("POST", "/api/sessions", {{"project_id", project["id"]}});
  Json conversation = Json::array();
  for (int i = 0; i < turns; ++i)
    conversation.push_back({{"role", "user"}, {"content", word + " turn " + std::to_string(i)}});
  store.call("POST", "/api/conversations/save",
             {{"session_id", session["data"]["session_id"]}, {"conversation", conversation}});
  REQUIRE(store.last_status() == 200);
  return std::to_string(project["id"].get<int>());
}

Json found(test::Store& store, const std::string& query) {
  return store.call("GET", "/api/search?limit=200&q=" + query);
}

const std::string kIndexSchema =
    "SELECT name, sql FROM sqlite_master WHERE name GLOB 'texts_*' ORDER BY name";

/// Makes the index again, in pages of `texts`: the number of calls.
int make_index(test::Store& store, int texts) {
  for (int calls = 1; calls < 1000; ++calls) {
    const Json state =
        store.call("POST", "/api/admin/search-index", {{"action", "rebuild"}, {"texts", texts}});
    REQUIRE(store.last_status() == 200);
    if (state["data"]["done"] == true) return calls;
    CHECK(found(store, "lamp")["code"] == "index_missing");
    CHECK(store.last_status() == 503);
  }
  return 0;
}

TEST_CASE("the search index is dropped, everything else goes on, and it is made again in pages") {
  for (const int texts : {7, 1000}) {
    CAPTURE(texts);
    test::Store store;
    save(store, 50, "lamp");
    REQUIRE(found(store, "lamp")["data"].size() == 50);
    const auto schema = store.rows(kIndexSchema);
    for (int times = 0; times < 2; ++times) {
      const Json dropped = store.call("POST", "/api/admin/search-index", {{"action", "drop"}});
      CHECK(dropped["data"] == Json{{"done", true}, {"position", 0}, {"of", 50}});
      CHECK(store.rows("SELECT count(*) FROM sqlite_master WHERE sql LIKE 'create virtual%'")[0] ==
            "0");
    }
    const Json refused = found(store, "lamp");
    CHECK(store.last_status() == 503);
    CHECK(refused["code"] == "index_missing");
    save(store, 1200, "bulb");
    store.call("POST", "/api/admin/daily", Json::object());
    CHECK(store.last_status() == 200);
    CHECK(store.database().check()->empty());

    const int calls = make_index(store, texts);
    CHECK(calls == (1250 + texts - 1) / texts);
    CHECK(found(store, "lamp")["data"].size() == 50);
    CHECK(found(store, "bulb")["data"].size() == 200);
    CHECK(store.rows(kIndexSchema) == schema);
    CHECK(store.database().check()->empty());
    save(store, 1, "wick");
    CHECK(found(store, "wick")["data"].size() == 1);
  }
}

TEST_CASE("an index that is there is made anew by the same call") {
  test::Store store;
  save(store, 30, "lamp");
  const Json before = found(store, "lamp");
  CHECK(make_index(store, 8) == 4);
  CHECK(found(store, "lamp") == before);
  store.call("POST", "/api/admin/search-index", {{"action", "drop"}});
  CHECK(make_index(store, 8) == 4);
  CHECK(found(store, "lamp") == before);
  CHECK(make_index(store, 30) == 1);
}

TEST_CASE("texts that an event named before they came are indexed when an index is made") {
  test::Store store;
  REQUIRE(store.run({{"INSERT INTO texts (hash) VALUES ('a'), ('b')", {}}}));
  CHECK(make_index(store, 1) == 2);
  REQUIRE(store.run({{"UPDATE texts SET body = 'late lamp' WHERE hash = 'b'", {}}}));
  store.call("POST", "/api/admin/daily", Json::object());
  CHECK(store.rows("SELECT count(*) FROM texts_index WHERE texts_index MATCH 'late'")[0] == "1");
}

TEST_CASE("what the index is to do has to be said") {
  test::Store store;
  for (const Json& body : {Json::object(), Json{{"action", "mend"}}, Json{{"action", 1}}}) {
    const Json answer = store.call("POST", "/api/admin/search-index", body);
    CHECK(store.last_status() == 400);
    CHECK(answer["field"] == "action");
  }
}

TEST_CASE("the daily upkeep says what it did, and has nothing to do the second time") {
  test::Store store;
  const std::string project = save(store, 5, "lamp");
  store.call("GET", "/api/projects/" + project + "/stats");
  save(store, 5, "bulb");
  const Json first = store.call("POST", "/api/admin/daily", Json::object());
  CHECK(first["data"] ==
        Json{{"done", true},
             {"dropped_tables", 0},
             {"pruned", {{"analytics_cache", 1}, {"login_codes", 0}, {"login_sessions", 0}}},
             {"indexed_texts", 10},
             {"refreshed_figures", 2}});
  const Json second = store.call("POST", "/api/admin/daily", Json::object());
  CHECK(second["data"] ==
        Json{{"done", true},
             {"dropped_tables", 0},
             {"pruned", {{"analytics_cache", 0}, {"login_codes", 0}, {"login_sessions", 0}}},
             {"indexed_texts", 0},
             {"refreshed_figures", 0}});
  const auto cached = store.rows("SELECT value FROM analytics_cache WHERE name = 'project|1'");
  const Json stats = store.call("GET", "/api/projects/" + project + "/stats");
  CHECK(parse_json(cached[0]) == stats["data"]);
}

TEST_CASE("the daily upkeep does a bounded part and says that something is left") {
  test::Store store;
  for (int i = 0; i < 45; ++i) store.call("POST", "/api/projects", {{"name", std::to_string(i)}});
  REQUIRE(
      store.run({{"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) "
                  "INSERT INTO analytics_cache SELECT 'old' || i, 0, '' FROM n",
                  {}}}));
  store.call("POST", "/api/admin/rebuild?events=5");
  REQUIRE(store.run({{"UPDATE rebuild SET worked_at = worked_at - 90000000", {}}}));
  int calls = 1;
  std::int64_t tables = 0;
  for (;; ++calls) {
    const Json answer = store.call("POST", "/api/admin/daily", Json::object());
    REQUIRE(store.last_status() == 200);
    tables += answer["data"]["dropped_tables"].get<std::int64_t>();
    if (answer["data"]["done"] == true) break;
  }
  CHECK(calls == 3);
  CHECK(tables == 10);
  CHECK(store.rows("SELECT count(*) FROM analytics_cache")[0] == "45");
  CHECK(store.rows("SELECT count(*) FROM rebuild")[0] == "0");
}

TEST_CASE("a rebuild that is under way is left alone by the daily upkeep") {
  test::Store store;
  for (int i = 0; i < 9; ++i) store.call("POST", "/api/projects", {{"name", std::to_string(i)}});
  store.call("POST", "/api/admin/rebuild?events=5");
  store.call("POST", "/api/admin/daily", Json::object());
  CHECK(store.rows("SELECT folded FROM rebuild")[0] == "5");
}

}  // namespace
}  // namespace baton
