#include "core/base/hash.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton::sync {
namespace {

const std::string kBody = R"({"set":{"name":"n"}})";

/// An event of another workspace, by hand: no program writes one.
void put_elsewhere(test::Store& store, const std::string& id, int device_seq,
                   const std::string& type = "moon.landed") {
  const auto put = store.run(
      {{"INSERT INTO events (id, workspace, device_id, device_seq, hlc, type, v, entity_id, "
        "body, body_hash, at) VALUES (?1, 'elsewhere', 'd1', ?2, '0190000000000000', ?3, 1, 'm', "
        "?4, ?5, '2024-06-26T00:00:00.000Z')",
        {id, std::int64_t{device_seq}, type, kBody, text_hash(kBody)}}});
  REQUIRE(put);
}

Json sent(const std::string& id, int device_seq) {
  return {{"id", id},
          {"device_id", "d1"},
          {"device_seq", device_seq},
          {"hlc", "0190000000000000"},
          {"type", "project.created"},
          {"v", 1},
          {"entity_id", "p"},
          {"body", kBody},
          {"body_hash", text_hash(kBody)}};
}

Json push(test::Store& store, const Json& events) {
  const Json body = {{"device", {{"id", "d1"}, {"name", "laptop"}}}, {"events", events}};
  const Json answer = store.call("POST", "/api/sync/push", body);
  REQUIRE(store.last_status() == 200);
  return answer["data"]["receipts"];
}

std::vector<std::string> ids_in(const Json& events) {
  std::vector<std::string> ids;
  for (const Json& event : events) ids.push_back(event["id"].get<std::string>());
  return ids;
}

std::string export_of(test::Store& store) {
  std::string file;
  for (std::string cursor = "purged:0:0:100"; !cursor.empty();) {
    Request request;
    request.target = "/api/export?cursor=" + cursor;
    const Response piece = native::call(store.database(), store.context(), std::move(request));
    REQUIRE(piece.status == 200);
    file += piece.body;
    cursor.clear();
    for (const auto& [name, value] : piece.headers)
      if (name == "Next-Cursor") cursor = value;
  }
  return file;
}

using Ids = std::vector<std::string>;

TEST_CASE("another workspace's events block no push and lend nothing", "[sync][workspace]") {
  test::Store store;
  put_elsewhere(store, "theirs", 1);
  const Json receipts = push(store, {sent("ours", 1), sent("theirs", 2), sent("next", 3)});
  CHECK_FALSE(receipts[0].contains("refused"));
  CHECK(receipts[1] == Json{{"id", "theirs"}, {"refused", "event_differs"}});
  CHECK_FALSE(receipts[2].contains("refused"));
  CHECK(store.rows("SELECT workspace || ' ' || id FROM events ORDER BY id") ==
        Ids{"default next", "default ours", "elsewhere theirs"});
}

TEST_CASE("they are in no page of a pull, at whatever place", "[sync][workspace]") {
  test::Store store;
  put_elsewhere(store, "before", 1);
  push(store, Json::array({sent("ours", 1)}));
  put_elsewhere(store, "between", 2);
  push(store, Json::array({sent("next", 2)}));
  put_elsewhere(store, "after", 3);
  const Json first = store.call("GET", "/api/sync/pull?limit=1")["data"];
  CHECK(ids_in(first["events"]) == Ids{"ours"});
  CHECK(first["has_more"] == true);
  const std::string rest = "/api/sync/pull?since=" + first["cursor"].get<std::string>();
  const Json second = store.call("GET", rest)["data"];
  CHECK(ids_in(second["events"]) == Ids{"next"});
  CHECK(second["has_more"] == false);
  CHECK(second["cursor"].get<std::string>().ends_with(".next"));
  store.call("GET", "/api/sync/pull?since=" + second["cursor"].get<std::string>());
  CHECK(store.last_status() == 200);
}

TEST_CASE("a place of theirs is none of this log", "[sync][workspace]") {
  test::Store store;
  put_elsewhere(store, "theirs", 1);
  const std::string epoch = store.rows("SELECT epoch FROM clock")[0];
  store.call("GET", "/api/sync/pull?since=" + epoch + ".1.theirs");
  CHECK(store.last_status() == 409);
}

TEST_CASE("a purge that names theirs brings and changes none of them", "[sync][workspace]") {
  test::Store store;
  put_elsewhere(store, "theirs", 1);
  Json purged = sent("purged", 1);
  purged["type"] = "store.purged";
  purged["body"] = R"({"events":["theirs"],"was":[")" + text_hash(kBody) + R"("]})";
  purged["body_hash"] = text_hash(purged["body"].get<std::string>());
  push(store, Json::array({purged}));
  CHECK(store.rows("SELECT body FROM events WHERE id = 'theirs'") == Ids{kBody});
  CHECK(ids_in(store.call("GET", "/api/sync/pull")["data"]["events"]) == Ids{"purged"});
}

TEST_CASE("they are in no export, no list of the log, no count", "[sync][workspace]") {
  test::Store store;
  push(store, Json::array({sent("ours", 1)}));
  put_elsewhere(store, "theirs", 2);
  put_elsewhere(store, "cut", 3, "store.purged");
  store.call("POST", "/api/remotes", {{"url", "http://127.0.0.1:9"}, {"all_projects", true}});
  const std::string file = export_of(store);
  CHECK(file.find("ours") != std::string::npos);
  CHECK(file.find("theirs") == std::string::npos);
  CHECK(file.find("purged") == std::string::npos);
  CHECK(file.find(R"("events":1})") != std::string::npos);
  const Json log = store.call("GET", "/api/events");
  CHECK(ids_in(log["data"]["events"]) == Ids{"ours"});
  CHECK_FALSE(log.contains("next_cursor"));
  const Json summary = store.call("GET", "/api/sync/summary")["data"];
  REQUIRE(summary.size() == 1);
  CHECK(summary[0]["events"] == 1);
  const Json status = store.call("GET", "/api/sync/status")["data"];
  REQUIRE(status["devices"].size() == 1);
  CHECK(status["devices"][0]["events"] == 1);
  CHECK(status["devices"][0]["last"] == 1);
  CHECK(status["remotes"][0]["waiting"] == 1);
}

}  // namespace
}  // namespace baton::sync
