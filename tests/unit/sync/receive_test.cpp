#include "core/sync/receive.hpp"

#include <algorithm>
#include <cstdlib>
#include <random>

#include "core/base/hash.hpp"
#include "tests/catch.hpp"
#include "tests/support/history.hpp"
#include "tests/support/store.hpp"

namespace baton::sync {
namespace {

std::vector<Receipt> received(test::Store& store, std::vector<ForeignEvent> events,
                              std::vector<StoredText> texts = {}) {
  Run<Result<Received>> run(receive({std::move(events), {}, std::move(texts)}, {}));
  while (const Effect* effect = run.step()) run.reply(native::perform(store.database(), *effect));
  const auto result = run.result();
  if (!result) FAIL(result.error().message);
  return result->receipts;
}

ForeignEvent foreign(const test::LoggedEvent& event) {
  return {event.id,        event.device_id, event.device_seq,     event.hlc, event.type, 1,
          event.entity_id, event.body,      text_hash(event.body)};
}

ForeignEvent named(std::string id, std::int64_t device_seq) {
  const std::string body = R"({"set":{"name":"n"}})";
  return {std::move(id), "d1", device_seq,     "0190000000000000", "project.changed", 1,
          "p1",          body, text_hash(body)};
}

std::vector<std::string> state_of(test::Store& store) {
  std::vector<std::string> all;
  for (const std::string& query : test::projection_queries())
    for (std::string& row : store.rows(query)) all.push_back(std::move(row));
  return all;
}

std::string events_in(test::Store& store) { return store.rows("SELECT count(*) FROM events")[0]; }

/// Delivers pages in any order, some twice, some lost at first and sent again.
void deliver_pages(test::Store& store, const std::vector<ForeignEvent>& history,
                   std::mt19937& random) {
  std::vector<ForeignEvent> sent = history;
  for (std::size_t i = history.size() / 3; i > 0; --i)
    sent.push_back(history[random() % history.size()]);
  std::shuffle(sent.begin(), sent.end(), random);
  for (auto at = sent.begin(); at != sent.end();) {
    const auto end = at + std::min<std::ptrdiff_t>(1 + random() % 9, sent.end() - at);
    for (const Receipt& receipt : received(store, {at, end})) REQUIRE(receipt.refused == "");
    at = end;
  }
}

TEST_CASE("two stores that receive one history in any order show the same", "[sync]") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    std::vector<ForeignEvent> history;
    for (const auto& event : test::random_history(random, 4 + static_cast<int>(random() % 30)))
      history.push_back(foreign(event));
    test::Store one;
    test::Store other;
    deliver_pages(one, history, random);
    deliver_pages(other, history, random);
    REQUIRE(events_in(one) == std::to_string(history.size()));
    REQUIRE(state_of(one) == state_of(other));
  }
}

TEST_CASE("an event that was received is answered with its place again", "[sync]") {
  test::Store store;
  const auto first = received(store, {named("e1", 1), named("e1", 1)});
  CHECK(first[0].seq == 1);
  CHECK(first[1].seq == 1);
  CHECK(received(store, {named("e1", 1)})[0].seq == 1);
  CHECK(events_in(store) == "1");
}

TEST_CASE("what cannot be taken stands in nobody's way", "[sync]") {
  test::Store store;
  REQUIRE(received(store, {named("e1", 1)})[0].refused == "");
  ForeignEvent other_body = named("e1", 1);
  other_body.body = R"({"set":{"name":"m"}})";
  other_body.body_hash = text_hash(other_body.body);
  ForeignEvent ahead = named("e3", 3);
  ahead.hlc = "ffffffffffff0000";
  ForeignEvent broken = named("e4", 4);
  broken.body = "[";
  ForeignEvent own = named("e5", 5);
  own.device_id = store.rows("SELECT device_id FROM clock")[0];
  ForeignEvent unknown = named("e6", 6);
  unknown.type = "moon.landed";
  const auto receipts =
      received(store, {other_body, named("e2", 1), ahead, broken, own, unknown, named("e7", 7)});
  std::vector<std::string> refused;
  for (const Receipt& receipt : receipts) refused.push_back(receipt.refused);
  CHECK(refused == std::vector<std::string>{"event_differs", "device_forked", "clock_ahead",
                                            "invalid_event", "device_forked", "", ""});
  CHECK(store.rows("SELECT type FROM events WHERE id = 'e6'")[0] == "moon.landed");
  CHECK(events_in(store) == "3");
}

TEST_CASE("what is written after an event was received is later than it", "[sync]") {
  test::Store store;
  ForeignEvent event = named("e1", 1);
  const std::string before = store.rows("SELECT printf('%012x', strftime('%s') * 1000 + 60000)")[0];
  event.hlc = before + "0007";
  REQUIRE(received(store, {event})[0].refused == "");
  store.call("POST", "/api/projects", {{"name", "later"}});
  CHECK(store.rows("SELECT max(hlc) FROM events")[0] == before + "0008");
}

TEST_CASE("a text is taken only under the name that its hash gives it", "[sync]") {
  test::Store store;
  received(store, {}, {{text_hash("true"), "true"}, {text_hash("else"), "false"}});
  CHECK(store.rows("SELECT body FROM texts") == std::vector<std::string>{"true"});
}

TEST_CASE("what was cut out of a text keeps its name, and stands in nobody's place", "[sync]") {
  test::Store store;
  const std::string name = text_hash("the key is hunter2");
  received(store, {}, {{name, "the key is [masked:password:00000000]"}});
  received(store, {}, {{name, "the key is [forgotten]"}, {name, "the key is hunter2"}});
  CHECK(store.rows("SELECT body FROM texts") ==
        std::vector<std::string>{"the key is [masked:password:00000000]"});
}

TEST_CASE("secrets are masked at this door, too", "[sync]") {
  test::Store store;
  const std::string token = "ghp_Xk29dLqWv8sTzRb1MnYc4JhFgPo7UeAi5Qx0";
  ForeignEvent event = named("e1", 1);
  event.body = R"({"set":{"name":")" + token + R"("}})";
  event.body_hash = text_hash(event.body);
  const std::string text = "export GITHUB_TOKEN=" + token;
  CHECK(received(store, {event}, {{text_hash(text), text}})[0].refused == "");
  CHECK(received(store, {event})[0].seq == 1);
  for (const std::string& query : {"SELECT body FROM texts", "SELECT body FROM events"})
    CHECK(store.rows(query)[0].find(token) == std::string::npos);
  CHECK(store.rows("SELECT hash FROM texts")[0] == text_hash(text));
}

TEST_CASE("an event of a newer version is held and folded by nobody", "[sync]") {
  test::Store store;
  REQUIRE(received(store, {named("e1", 1)})[0].refused == "");
  ForeignEvent later = named("e2", 2);
  later.v = 2;
  later.hlc = "0190000000000001";
  later.body = R"({"set":{"name":"by a newer Baton"}})";
  later.body_hash = text_hash(later.body);
  REQUIRE(received(store, {later})[0].refused == "");
  CHECK(store.rows("SELECT name FROM projects") == std::vector<std::string>{"n"});
  CHECK(store.rows("SELECT type FROM events WHERE id = 'e2'")[0] == "later:project.changed");
  REQUIRE(store.call("POST", "/api/admin/daily")["data"]["done"] == true);
  CHECK(store.rows("SELECT name FROM projects") == std::vector<std::string>{"n"});
}

TEST_CASE("a program that knows the newer version replays what was held for it", "[sync]") {
  test::Store store;
  ForeignEvent later = named("e1", 1);
  later.v = 2;
  REQUIRE(received(store, {later})[0].refused == "");
  Run<Result<bool>> run(replay_later(2));
  while (const Effect* effect = run.step()) run.reply(native::perform(store.database(), *effect));
  REQUIRE(run.result());
  CHECK(store.rows("SELECT name FROM projects").empty());
  for (bool done = false; !done;)
    done = store.call("POST", "/api/admin/daily")["data"]["done"] == true;
  CHECK(store.rows("SELECT name FROM projects") == std::vector<std::string>{"n"});
  CHECK(store.rows("SELECT type FROM events") == std::vector<std::string>{"project.changed"});
}

}  // namespace
}  // namespace baton::sync
