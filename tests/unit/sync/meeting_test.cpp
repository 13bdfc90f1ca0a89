// What two stores that worked apart have after they exchanged.
#include "core/base/text.hpp"
#include "core/sync/offer.hpp"
#include "core/sync/receive.hpp"
#include "tests/catch.hpp"
#include "tests/support/store.hpp"

namespace baton::sync {
namespace {

constexpr const char* kProjectUid = "00000000-0000-7000-8000-00000000cafe";

template <class T>
T met(test::Store& store, Task<Result<T>> task) {
  Run<Result<T>> run(std::move(task));
  while (const Effect* effect = run.step()) run.reply(native::perform(store.database(), *effect));
  auto result = run.result();
  if (!result) FAIL(result.error().message);
  return *std::move(result);
}

void pour(test::Store& from, test::Store& to) {
  std::int64_t cursor = 0;
  for (bool more = true; more;) {
    Offer page =
        offer_of(from.database().run({{page_for_device(cursor, 500)}})->front(), cursor, 500, 0);
    more = page.more;
    cursor = page.cursor;
    met(to, receive(std::move(page.load), {}));
  }
}

void import_transcript(test::Store& store) {
  const char* transcript =
      R"({"sessionId":"s","cwd":"/src/x","timestamp":"2026-01-01T10:00:00.000Z","type":"user","uuid":"u1","message":{"role":"user","content":"write it"}}
{"sessionId":"s","cwd":"/src/x","timestamp":"2026-01-01T10:01:00.000Z","type":"assistant","uuid":"u2","message":{"id":"m","role":"assistant","content":[{"type":"text","text":"written"}]}}
)";
  bool sent = false;
  Request request;
  request.method = "POST";
  request.target = "/api/imports?project=1&name=t.jsonl";
  const Response response = native::call(store.database(), store.context(), std::move(request),
                                         [&]() -> NextPiece::Reply {
                                           if (std::exchange(sent, true))
                                             return std::optional<std::string>();
                                           return std::optional(std::string(transcript));
                                         });
  INFO(response.body);
  REQUIRE(response.status < 300);
}

TEST_CASE("a transcript that two devices imported is there once", "[sync]") {
  test::Store one;
  test::Store other;
  for (test::Store* store : {&one, &other}) {
    store->call("POST", "/api/projects", {{"name", "x"}, {"uid", kProjectUid}});
    import_transcript(*store);
  }
  pour(one, other);
  pour(other, one);
  for (test::Store* store : {&one, &other}) {
    CHECK(store->rows("SELECT count(*) FROM projects")[0] == "1");
    CHECK(store->rows("SELECT count(*) FROM sessions")[0] == "1");
    CHECK(store->rows("SELECT count(*) FROM conversation_history")[0] == "2");
    CHECK(store->rows("SELECT session_number FROM session_numbers")[0] == "1");
  }
}

TEST_CASE("a project edited in two places shows one result, and its history both edits", "[sync]") {
  test::Store one;
  test::Store other;
  one.call("POST", "/api/projects", {{"name", "x"}, {"uid", kProjectUid}});
  pour(one, other);
  one.call("PATCH", std::string("/api/projects/") + kProjectUid, {{"name", "of one"}});
  other.call("PATCH", std::string("/api/projects/") + kProjectUid, {{"name", "of the other"}});
  pour(one, other);
  pour(other, one);
  CHECK(one.rows("SELECT name FROM projects") == other.rows("SELECT name FROM projects"));
  Json seen[2];
  for (std::size_t i = 0; i < 2; ++i) {
    test::Store& store = i == 0 ? one : other;
    seen[i] = store.call("GET", std::string("/api/projects/") + kProjectUid + "/history")["data"];
    REQUIRE(seen[i].size() == 3);
    CHECK(seen[i][0]["stands"] == Json::array({"name"}));
    CHECK(seen[i][1]["stands"].empty());
    CHECK(seen[i][0]["set"]["name"] == store.rows("SELECT name FROM projects")[0]);
  }
  CHECK(seen[0][0]["here"] != seen[1][0]["here"]);
}

constexpr const char* kSessionUid = "00000000-0000-7000-8000-00000000beef";

/// Two stores that worked apart meet in a third.
struct Three {
  test::Store one, other, between;
  std::vector<test::Store*> all() { return {&one, &other, &between}; }
  void meet() {
    pour(one, between);
    pour(other, between);
    pour(between, one);
    pour(between, other);
  }
};

void begin_session(test::Store& store, const std::string& project) {
  store.call("POST", "/api/projects", {{"name", "x"}, {"uid", project}});
  store.call("POST", "/api/sessions", {{"project_id", project}, {"uid", kSessionUid}});
  REQUIRE(store.last_status() < 300);
}

std::string complete(test::Store& store, const char* accomplished) {
  const Json done = store.call("POST", std::string("/api/sessions/") + kSessionUid + "/complete",
                               {{"accomplishments", {accomplished}}});
  REQUIRE(store.last_status() == 200);
  return store.rows("SELECT uid FROM handoff_documents WHERE id = " +
                    done["data"]["handoff_id"].dump())[0];
}

/// The uid of the session's handoff that stands, by what the session shows and what the list says.
std::string standing_at(test::Store& store) {
  const Json session = store.call("GET", std::string("/api/sessions/") + kSessionUid)["data"];
  const Json listed = store.call("GET", std::string("/api/projects/") + kProjectUid +
                                            "/handoffs?session=" + kSessionUid)["data"];
  std::vector<std::string> standing;
  for (const Json& one : listed)
    if (one["stands"] == true) standing.push_back(one["uid"]);
  REQUIRE(standing.size() == 1);
  CHECK(listed[0]["uid"] == standing[0]);
  CHECK(listed[0]["id"] == session["handoff_id"]);
  return standing[0];
}

TEST_CASE("a handoff written in two places keeps both revisions, and one stands", "[sync]") {
  Three stores;
  begin_session(stores.one, kProjectUid);
  stores.meet();
  const std::string first = complete(stores.one, "of the one");
  const std::string second = complete(stores.other, "of the other");
  stores.meet();
  for (test::Store* store : stores.all()) {
    CHECK(store->rows("SELECT count(*) FROM handoff_documents")[0] == "2");
    CHECK(store->rows("SELECT handoff_count FROM sessions")[0] == "2");
    for (const std::string& uid : {first, second}) {
      const Json kept = store->call("GET", "/api/handoffs/" + uid)["data"];
      CHECK(contains(std::string(kept["content"]), uid == first ? "of the one" : "of the other"));
    }
    CHECK(standing_at(*store) == standing_at(stores.one));
  }
}

/// A device wrote a handoff of the session whose clock showed this.
void hear_of_handoff(test::Store& store, const std::string& uid, const std::string& at,
                     const char* hlc) {
  const Json body = {
      {"set", {{"session", kSessionUid}, {"handoff_type", "manual"}, {"created_at", at}}}};
  ForeignEvent event{uid, uid, 1, hlc, "handoff.written", 1, uid, to_text(body), "a"};
  Load load;
  load.events.push_back(std::move(event));
  const Received received = met(store, receive(std::move(load), {}));
  REQUIRE(received.receipts[0].refused == "");
}

TEST_CASE("of two revisions of one moment the same stands whatever arrived first", "[sync]") {
  test::Store one;
  test::Store other;
  begin_session(one, kProjectUid);
  pour(one, other);
  const std::string at = "2026-01-01T00:00:00.000Z";
  hear_of_handoff(one, "earlier", at, "0190000000000000");
  hear_of_handoff(one, "later", at, "0190000000000001");
  hear_of_handoff(other, "later", at, "0190000000000001");
  hear_of_handoff(other, "earlier", at, "0190000000000000");
  CHECK(standing_at(one) == "later");
  CHECK(standing_at(other) == "later");
}

TEST_CASE("a revision stands before those that its writer knew, though its clock be behind",
          "[sync]") {
  test::Store store;
  begin_session(store, kProjectUid);
  hear_of_handoff(store, "ahead", "2126-01-01T00:00:00.000Z", "0190000000000000");
  CHECK(standing_at(store) == "ahead");
  const std::string own = complete(store, "knowing of that");
  CHECK(standing_at(store) == own);
}

}  // namespace
}  // namespace baton::sync
