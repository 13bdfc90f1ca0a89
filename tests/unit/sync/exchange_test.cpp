#include "core/sync/offer.hpp"

#include <algorithm>
#include <random>

#include "tests/catch.hpp"
#include "tests/support/history.hpp"
#include "tests/support/store.hpp"

namespace baton::sync {
namespace {

template <class T>
T outcome_in(test::Store& store, Task<Result<T>> task) {
  Run<Result<T>> run(std::move(task));
  while (const Effect* effect = run.step()) run.reply(native::perform(store.database(), *effect));
  auto result = run.result();
  if (!result) FAIL(result.error().message);
  return *std::move(result);
}

/// Carries all that `from` has after `cursor` to `to`; now and then a page is sent twice, and now
/// and then the sender forgets that it was taken.
void carry(test::Store& from, test::Store& to, std::int64_t& cursor, std::mt19937& random) {
  for (bool more = true; more;) {
    const Offer page = outcome_in(from, offer(cursor, 1 + random() % 5));
    more = page.more;
    for (unsigned times = 1 + random() % 2; times > 0; --times)
      for (const Receipt& receipt : outcome_in(to, receive(page.events, page.texts)))
        REQUIRE(receipt.refused.empty());
    if (random() % 4 != 0 || !more) cursor = page.cursor;
  }
}

void work(test::Store& store, std::mt19937& random) {
  const Json project = store.call("POST", "/api/projects",
                                  {{"name", "p" + std::to_string(random())}, {"description", "d"}});
  const Json session = store.call("POST", "/api/sessions/create",
                                  {{"project_id", project["id"]}, {"account_name", "a"}});
  const std::string said = "what was said " + std::to_string(random()) + std::string(3000, 'x');
  store.call("POST", "/api/conversations/save",
             {{"session_id", session["data"]["session_id"]},
              {"conversation", {{{"role", "user"}, {"content", said}}}}});
  REQUIRE(store.last_status() < 300);
}

std::vector<std::string> shown_by(test::Store& store) {
  std::vector<std::string> all;
  for (const std::string& query : test::projection_queries())
    for (std::string& row : store.rows(query)) all.push_back(std::move(row));
  for (std::string& row : store.rows("SELECT hash, body FROM texts ORDER BY hash"))
    all.push_back(std::move(row));
  return all;
}

TEST_CASE("two devices and a server hold one history, texts and all", "[sync]") {
  for (unsigned seed = 0; seed < 10; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    test::Store server;
    test::Store devices[2];
    std::int64_t pushed[2] = {};
    std::int64_t pulled[2] = {};
    for (int round = 0; round < 3; ++round)
      for (const std::size_t i : {0, 1}) {
        work(devices[i], random);
        carry(devices[i], server, pushed[i], random);
        carry(server, devices[i], pulled[i], random);
      }
    carry(server, devices[0], pulled[0], random);
    REQUIRE(shown_by(devices[0]) == shown_by(server));
    REQUIRE(shown_by(devices[1]) == shown_by(server));
    REQUIRE(server.rows("SELECT count(*) FROM texts WHERE body IS NOT NULL") !=
            std::vector<std::string>{"0"});
  }
}

TEST_CASE("an empty log and the log's end offer nothing and end", "[sync]") {
  test::Store store;
  CHECK(outcome_in(store, offer(0, 500)).events.empty());
  store.call("POST", "/api/projects", {{"name", "p"}});
  const Offer all = outcome_in(store, offer(0, 1));
  CHECK(all.events.size() == 1);
  CHECK_FALSE(all.more);
  CHECK(outcome_in(store, offer(all.cursor, 1)).cursor == all.cursor);
}

}  // namespace
}  // namespace baton::sync
